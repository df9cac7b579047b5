// SPDX-License-Identifier: MIT
#include "tool/docs/chrome.hpp"

#include <algorithm>
#include <utility>

#include "tool/docs/html.hpp"
#include "tool/docs/live_scripts.hpp"

namespace downhill::docs {
namespace {

std::string anchor(const std::string& file, const std::string& words, const std::string& more = "") {
  return "<a href=\"" + file + "\"" + more + ">" + words + "</a>";
}

std::string list_of_pages(const Outline& outline, const Entry& current) {
  std::string html;
  for (const Section& section : outline.sections) {
    const bool open =
        std::ranges::any_of(section.entries, [&](const Entry& e) { return e.file == current.file; });
    html += std::string("<details") + (open || section.open ? " open=\"open\"" : "") + "><summary>" +
            escaped(section.title) + "</summary>\n<ul>\n";
    for (const Entry& entry : section.entries)
      html += "<li>" +
              anchor(entry.file, escaped(entry.title),
                     entry.file == current.file ? " aria-current=\"page\"" : "") +
              "</li>\n";
    html += "</ul></details>\n";
  }
  return html;
}

std::string list_of_headings(const Article& article) {
  std::string html;
  for (const Heading& heading : article.headings)
    if (heading.level == 2)
      html += "<li>" + anchor("#" + heading.anchor, escaped(words_of(heading.html))) + "</li>\n";
  return html.empty() ? "" : "<ul>\n" + html + "</ul>";
}

// Beside the text where there is room, and folded up below the title where there is not.
std::string contents_beside(const Article& article) {
  const std::string list = list_of_headings(article);
  if (list.empty()) return "";
  return "<nav class=\"contents\" aria-label=\"On this page\"><p>On this page</p>" + list + "</nav>\n";
}
std::string contents_below(const Article& article) {
  const std::string list = list_of_headings(article);
  return list.empty() ? ""
                      : "<details class=\"folded\"><summary>On this page</summary>" + list + "</details>\n";
}

// Lesson 16 · Memory · 30 minutes · builds on 01 07 15
std::string about_the_lesson(const Outline& outline, const Entry& entry, const report::Course& course) {
  const report::Lesson& lesson = *entry.lesson;
  std::string html = "<ul class=\"about\"><li>" + std::to_string(lesson.minutes) + " minutes</li>";
  if (!lesson.needs.empty()) {
    html += "<li>builds on";
    for (const std::string& name : lesson.needs) {
      const report::Lesson* const need = course.find(name);
      const Entry* const page = outline.showing("lessons/" + name + "/README.md");
      if (need != nullptr && page != nullptr)
        html += " " + anchor(page->file, need->number,
                             " title=\"" + escaped(need->title) + "\" aria-label=\"lesson " + need->number +
                                 ", " + escaped(need->title) + "\"");
    }
    html += "</li>";
  }
  if (const Entry* const contract = outline.showing(lesson.contract()))
    html += "<li>" + anchor(contract->file, "<code>" + lesson.contract().filename().string() + "</code>") +
            "</li>";
  return html + "</ul>\n";
}

// The article, with what a reader wants to know first right below its title.
std::string with_overview(const Article& article, const Outline& outline, const Entry& entry,
                          const report::Course& course) {
  const bool lesson = entry.lesson != nullptr && entry.headers.empty();
  const std::string end = "</h1>\n";
  const auto title = article.html.find(end);
  if (title == std::string::npos) return article.html;
  return (lesson ? "<p class=\"number\">Lesson " + entry.lesson->number + "</p>\n" : "") +
         article.html.substr(0, title + end.size()) +
         (lesson ? about_the_lesson(outline, entry, course) : "") + contents_below(article) +
         article.html.substr(title + end.size());
}

std::string neighbours(const Outline& outline, const Entry& entry) {
  const auto all = outline.entries();
  std::vector<const Entry*> lessons;  // or whatever else is of its kind
  const bool of_lesson = entry.source.filename() == "README.md" && entry.lesson != nullptr;
  if (!of_lesson) return "";
  std::ranges::copy_if(all, std::back_inserter(lessons), [](const Entry* e) {
    return e->lesson != nullptr && e->source.filename() == "README.md";
  });
  const auto at = std::ranges::find(lessons, &entry);
  std::string html;
  const auto add = [&](const Entry* other, const char* rel, const char* word) {
    html += anchor(other->file, "<small>" + std::string(word) + "</small> " + escaped(other->title),
                   " rel=\"" + std::string(rel) + "\"");
  };
  if (at != lessons.begin()) add(*std::prev(at), "prev", "Previous");
  if (std::next(at) != lessons.end()) add(*std::next(at), "next", "Next");
  return "<nav class=\"neighbours\" aria-label=\"Previous and next lesson\">" + html + "</nav>\n";
}

std::string scripts(const Article& article, const std::filesystem::path& root) {
  std::string html;
  if (article.mathematics) html += "<script src=\"katex/katex.min.js\"></script>\n";
  if (!article.live.empty()) html += "<script src=\"live/live.js\"></script>\n";
  for (const std::string& name : article.live) {
    for (const std::string& script : live_scripts(root, name))
      html += "<script src=\"live/" + script + "\"></script>\n";
    html += "<script src=\"live/" + name + ".wasm.js\"></script>\n";
  }
  return html;
}

}  // namespace

std::string whole_page(const std::string& frame, const Outline& outline, const Entry& entry,
                       const report::Course& course, const Article& article) {
  const bool home = entry.file == "index.html";
  const std::pair<std::string_view, std::string> places[] = {
      {"{{title}}", escaped(home ? "Downhill" : article.title + " · Downhill")},
      {"{{styles}}", article.mathematics ? "<link rel=\"stylesheet\" href=\"katex/katex.min.css\"/>" : ""},
      {"{{scripts}}", scripts(article, course.root)},
      {"{{kind}}", home                      ? "home"
                   : !entry.headers.empty()  ? "reference"
                   : entry.lesson != nullptr ? "lesson"
                                             : "text"},
      {"{{pages}}", list_of_pages(outline, entry)},
      {"{{contents}}", contents_beside(article)},
      {"{{article}}", with_overview(article, outline, entry, course)},
      {"{{neighbours}}", neighbours(outline, entry)}};
  std::string page;
  for (std::size_t at = 0; at < frame.size();) {
    const auto open = std::min(frame.find("{{", at), frame.size());
    page += frame.substr(at, open - at);
    at = open;
    for (const auto& [place, text] : places)
      if (frame.compare(open, place.size(), place) == 0) page += text, at = open + place.size();
    if (at == open && open < frame.size())
      throw std::runtime_error("docs/site/page.html has a place that nobody fills: " +
                               frame.substr(open, 20));
  }
  return page;
}

}  // namespace downhill::docs
