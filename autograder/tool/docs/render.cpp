// SPDX-License-Identifier: MIT
#include "tool/docs/render.hpp"

#include <md4c.h>

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "judge/text_file.hpp"
#include "tool/docs/excerpts.hpp"
#include "tool/docs/html.hpp"
#include "tool/docs/links.hpp"
#include "tool/docs/markdown.hpp"

namespace downhill::docs {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFigure = "<figure class=\"plot\">", kFigureEnd = "</figure>\n";

std::string text_of(const MD_ATTRIBUTE& attribute) {
  return attribute.text == nullptr ? "" : std::string(attribute.text, attribute.size);
}

// A line "16 * 2 = 32" with its result in the foreground.
std::string worked_line(const std::string& line) {
  const auto equals = line.find(" = ");
  const std::string said = equals == line.npos ? escaped(line)
                                               : escaped(line.substr(0, equals)) + " = <b>" +
                                                     escaped(line.substr(equals + 3)) + "</b>";
  return "<span class=\"line\">" + said + "</span>";
}

// What ./downhill prints, its marks in the terminal's colours.
std::string terminal_line(const std::string& line) {
  std::string html = escaped(line);
  const std::pair<std::string_view, std::string> kMarks[] = {{"✓", "good"}, {"✗", "bad"}};
  for (const auto& [mark, kind] : kMarks)
    if (const auto at = html.find(mark); at != html.npos)
      html.replace(at, mark.size(), "<span class=\"" + kind + "\">" + std::string(mark) + "</span>");
  return html;
}

std::string each_line(const std::string& text, std::string (*write)(const std::string&), const char* end) {
  std::string html;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) html += write(line) + end;
  return html;
}

std::string code_block(const std::string& language, const std::string& text) {
  std::string kind = "code", inner;
  if (language == "worked") {
    kind = "worked";
    inner = each_line(text, worked_line, "");
  } else if (language == "cpp" || language == "c++") {
    inner = coloured(text);
  } else {
    if (language == "text") kind = "code terminal";
    inner = each_line(text, terminal_line, "\n");
  }
  return "<pre class=\"scrolls " + kind + "\" data-scrolls=\"code\"><code>" + inner + "</code></pre>\n";
}

// ── what blocks and spans are in HTML

struct Tags {
  std::string_view open, close;
};

// What a block has around it, but for what depends on what it is of.
Tags tags_of(MD_BLOCKTYPE type) {
  static const std::map<MD_BLOCKTYPE, Tags> kTags{
      {MD_BLOCK_QUOTE, {"<blockquote>\n", "</blockquote>\n"}},
      {MD_BLOCK_UL, {"<ul>\n", "</ul>\n"}},
      {MD_BLOCK_OL, {"", "</ol>\n"}},
      {MD_BLOCK_LI, {"<li>", "</li>\n"}},
      {MD_BLOCK_HR, {"<hr/>\n", ""}},
      {MD_BLOCK_TABLE, {"<div class=\"table scrolls\" data-scrolls=\"table\"><table>\n", "</table></div>\n"}},
      {MD_BLOCK_THEAD, {"<thead>\n", "</thead>\n"}},
      {MD_BLOCK_TBODY, {"<tbody>\n", "</tbody>\n"}},
      {MD_BLOCK_TR, {"<tr>", "</tr>\n"}},
      {MD_BLOCK_TD, {"", "</td>"}},
  };
  const auto found = kTags.find(type);
  return found == kTags.end() ? Tags{} : found->second;
}

Tags tags_of(MD_SPANTYPE type) {
  static const std::map<MD_SPANTYPE, Tags> kTags{
      {MD_SPAN_EM, {"<em>", "</em>"}},
      {MD_SPAN_STRONG, {"<strong>", "</strong>"}},
      {MD_SPAN_DEL, {"<del>", "</del>"}},
      {MD_SPAN_CODE, {"<code>", "</code>"}},
      {MD_SPAN_LATEXMATH_DISPLAY,
       {"<div class=\"math display scrolls\" data-scrolls=\"formula\">", "</div>"}},
  };
  const auto found = kTags.find(type);
  return found == kTags.end() ? Tags{} : found->second;
}

// Those that are written once all that is in them is known.
bool is_collected(MD_BLOCKTYPE type) {
  return type == MD_BLOCK_H || type == MD_BLOCK_P || type == MD_BLOCK_CODE || type == MD_BLOCK_HTML ||
         type == MD_BLOCK_TH;
}
bool is_collected(MD_SPANTYPE type) {
  return type == MD_SPAN_A || type == MD_SPAN_IMG || type == MD_SPAN_LATEXMATH;
}

std::string ordered_list(unsigned start) {
  return start == 1 ? "<ol>\n" : "<ol start=\"" + std::to_string(start) + "\">\n";
}

std::string cell(const std::string& name, void* detail) {
  const MD_ALIGN align = static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align;
  return "<" + name + (align == MD_ALIGN_RIGHT ? " class=\"right\"" : "") + ">";
}

class Renderer {
 public:
  Renderer(std::string_view markdown, const fs::path& source, const Outline& outline, const fs::path& root,
           Faults& faults)
      : markdown_(markdown), source_(source), outline_(outline), root_(root), faults_(faults) {
    page_ = read_page(markdown);
  }

  Article render() {
    for (const auto& [line, wrong] : faults_of_excerpts(page_, root_, outline_.release)) fault(line, wrong);
    for (const Link& link : page_.links)
      if (const std::string wrong = fault_of(link, source_, root_); !wrong.empty()) fault(link.line, wrong);
    parse();
    if (article_.title.empty()) fault(1, "has no title; begin with a line \"# Title\"");
    return std::move(article_);
  }

 private:
  void parse() {
    MD_PARSER parser{};
    parser.flags = MD_DIALECT_GITHUB | MD_FLAG_LATEXMATHSPANS;
    parser.enter_block = [](auto type, void* detail, void* self) {
      return of(self).enter_block(type, detail), 0;
    };
    parser.leave_block = [](auto type, void* detail, void* self) {
      return of(self).leave_block(type, detail), 0;
    };
    parser.enter_span = [](auto type, void*, void* self) { return of(self).enter_span(type), 0; };
    parser.leave_span = [](auto type, void* detail, void* self) {
      return of(self).leave_span(type, detail), 0;
    };
    parser.text = [](auto type, const char* text, MD_SIZE size, void* self) {
      return of(self).text(type, std::string_view(text, size)), 0;
    };
    if (md_parse(markdown_.data(), static_cast<MD_SIZE>(markdown_.size()), &parser, this) != 0)
      fault(0, "could not be read as Markdown");
  }

  static Renderer& of(void* self) { return *static_cast<Renderer*>(self); }
  void fault(int line, const std::string& sentence) { faults_.add(source_, line, sentence); }
  std::string& out() { return article_.html; }

  // Where a link or figure stands, which the parser does not tell.
  int line_of(const std::string& target) const {
    const auto found = std::ranges::find(page_.links, target, &Link::target);
    return found == page_.links.end() ? 0 : found->line;
  }
  void begin() { begun_.push_back(out().size()); }
  std::string taken() {
    std::string piece = out().substr(begun_.back());
    out().resize(begun_.back());
    begun_.pop_back();
    return piece;
  }

  void enter_block(MD_BLOCKTYPE type, void* detail) {
    if (type == MD_BLOCK_CODE || type == MD_BLOCK_HTML) raw_.clear(), in_html_ = type == MD_BLOCK_HTML;
    if (is_collected(type)) begin();
    if (type == MD_BLOCK_OL) out() += ordered_list(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start);
    if (type == MD_BLOCK_TD) out() += cell("td", detail);
    out() += tags_of(type).open;
  }

  void leave_block(MD_BLOCKTYPE type, void* detail) {
    const std::string inside = is_collected(type) ? taken() : "";
    if (type == MD_BLOCK_H) heading(static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level), inside);
    if (type == MD_BLOCK_P) paragraph(inside);
    if (type == MD_BLOCK_CODE)
      out() += code_block(text_of(static_cast<MD_BLOCK_CODE_DETAIL*>(detail)->lang), raw_);
    if (type == MD_BLOCK_HTML) in_html_ = false, comment(raw_);
    if (type == MD_BLOCK_TH)  // an empty heading would be read aloud as one
      out() += inside.empty() ? "<td></td>" : cell("th scope=\"col\"", detail) + inside + "</th>";
    out() += tags_of(type).close;
  }

  void heading(int level, const std::string& html) {
    std::string anchor = anchor_of(words_of(html));
    if (const int before = anchors_[anchor]++; before > 0) anchor += "-" + std::to_string(before);
    if (level == 1) {
      if (!article_.title.empty()) fault(0, "has more than one title; begin the others with ##");
      article_.title = words_of(html);
    } else {
      article_.headings.push_back({level, anchor, html});
    }
    const std::string name = "h" + std::to_string(level);
    out() += "<" + name + " id=\"" + anchor + "\">" + html +
             (level == 1 ? ""
                         : "<a class=\"here\" href=\"#" + anchor + "\" aria-label=\"Link to “" +
                               escaped(words_of(html)) + "”\">#</a>") +
             "</" + name + ">\n";
  }

  void paragraph(const std::string& html) {
    const bool figure = html.starts_with(kFigure) && html.find(kFigureEnd) == html.size() - kFigureEnd.size();
    const std::string_view display = "<div class=\"math ";
    const bool formula = html.starts_with(display) && html.find("</div>") == html.size() - 6;
    out() += figure || formula ? html : "<p>" + html + "</p>\n";
  }

  // <!-- live NAME --> directly below a figure makes it a live one; other comments are for whoever edits.
  void comment(const std::string& html) {
    const auto text = html.substr(0, html.find_last_not_of(" \n") + 1);
    if (!text.starts_with("<!--") || !text.ends_with("-->") || text.find("-->") != text.size() - 3)
      return foreign_html(text);
    std::istringstream words(text.substr(4, text.size() - 7));
    std::string kind, name;
    if (words >> kind >> name; kind != "live") return;
    const auto figure = out().rfind(kFigure);
    if (figure == out().npos || !out().ends_with(kFigureEnd) ||
        out().find(kFigureEnd, figure) + kFigureEnd.size() != out().size())
      return fault(0,
                   "has <!-- live " + name + " -->, but no figure directly above; put the still one there");
    out().replace(figure, kFigure.size(), "<figure class=\"plot live\" data-live=\"" + escaped(name) + "\">");
    article_.live.push_back(name);
  }

  void enter_span(MD_SPANTYPE type) {
    if (is_collected(type)) begin();
    out() += tags_of(type).open;
  }

  void leave_span(MD_SPANTYPE type, void* detail) {
    const std::string inside = is_collected(type) ? taken() : "";
    if (type == MD_SPAN_A) link(text_of(static_cast<MD_SPAN_A_DETAIL*>(detail)->href), inside);
    if (type == MD_SPAN_IMG) image(text_of(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src), inside);
    if (type == MD_SPAN_LATEXMATH) formula(inside);
    if (type == MD_SPAN_LATEXMATH_DISPLAY) article_.mathematics = true;
    out() += tags_of(type).close;
  }

  void text(MD_TEXTTYPE type, std::string_view text) {
    switch (type) {
      case MD_TEXT_BR:
        out() += "<br/>\n";
        break;
      case MD_TEXT_SOFTBR:
        out() += '\n';
        break;
      case MD_TEXT_ENTITY:
        out() += text == "&nbsp;" ? "&#160;" : text;
        break;
      case MD_TEXT_HTML:
        raw_ += text;
        if (!in_html_ && !text.starts_with("<!--") && !text.starts_with("</"))
          foreign_html(std::string(text));
        break;
      case MD_TEXT_CODE:
        raw_ += text;
        [[fallthrough]];
      default:
        out() += escaped(text);
    }
  }

  void foreign_html(const std::string& html) {
    fault(0, "has HTML, which the site does not take over; write Markdown instead of " + html);
  }

  // A short one stays on its line.
  void formula(const std::string& tex) {
    constexpr std::size_t kShort = 32;
    out() += std::string("<span class=\"math inline") + (tex.size() <= kShort ? " short" : "") + "\">" + tex +
             "</span>";
    article_.mathematics = true;
  }

  void link(const std::string& href, const std::string& html) {
    const fs::path target = target_of({href, false, 0}, source_);
    if (target.empty()) {
      out() += "<a class=\"out\" href=\"" + escaped(href) + "\">" + html + "</a>";
      return;
    }
    const auto hash = std::min(href.find('#'), href.size());
    const std::string anchor = escaped(href.substr(hash));
    if (target == source_) {
      out() += "<a href=\"" + anchor + "\">" + html + "</a>";
    } else if (const std::string file = page_for(target, outline_); !file.empty()) {
      out() += "<a href=\"" + file + anchor + "\">" + html + "</a>";
    } else {
      const std::string path = "<code class=\"path\">" + escaped(target.string()) + "</code>";
      const std::string words = words_of(html);
      out() += words == target.filename() || words == target ? path : html + " (" + path + ")";
    }
  }

  void image(const std::string& source, const std::string& words) {
    const fs::path file = target_of({source, true, 0}, source_);
    const int line = line_of(source);
    if (file.extension() != ".svg" || file.empty())
      return fault(line, source + " is no SVG of the repository, the only pictures that the site shows");
    pugi::xml_document svg;
    if (!svg.load_file((root_ / file).c_str(), pugi::parse_default | pugi::parse_ws_pcdata))
      return;  // not there: said already
    pugi::xml_node top = svg.document_element();
    if (words.empty())
      fault(line, "has no words for " + source + "; say between [ and ] what is to be seen in it");
    for (const char* const name : {"width", "height", "role", "aria-label"}) top.remove_attribute(name);
    top.append_attribute("role").set_value("img");
    top.append_attribute("aria-label").set_value(words_of(words).c_str());
    std::ostringstream text;
    top.print(text, "", pugi::format_raw);
    out() += std::string(kFigure) + "<div class=\"scrolls\" data-scrolls=\"figure\">" + text.str() +
             "</div>" + std::string(kFigureEnd);
  }

  std::string_view markdown_;
  fs::path source_;
  const Outline& outline_;
  const fs::path& root_;
  Faults& faults_;
  Page page_;
  Article article_;
  std::vector<std::size_t> begun_;  // where the pieces begin that are being collected
  std::string raw_;                 // of a block of code or a comment
  bool in_html_ = false;
  std::map<std::string, int> anchors_;  // how often a heading has had it
};

}  // namespace

std::string page_for(const fs::path& target, const Outline& outline) {
  const Entry* const entry = outline.showing(target);
  return entry == nullptr ? "" : entry->file;
}

Article render(std::string_view markdown, const fs::path& source, const Outline& outline,
               const fs::path& root, Faults& faults) {
  return Renderer(markdown, source, outline, root, faults).render();
}

}  // namespace downhill::docs
