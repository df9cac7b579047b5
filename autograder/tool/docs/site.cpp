// SPDX-License-Identifier: MIT
#include "tool/docs/site.hpp"

#include <unistd.h>

#include <cstdlib>

#include "judge/text_file.hpp"
#include "tool/docs/assets.hpp"
#include "tool/docs/chrome.hpp"
#include "tool/docs/finished.hpp"
#include "tool/docs/outline.hpp"
#include "tool/docs/reference.hpp"
#include "tool/docs/render.hpp"

namespace downhill::docs {

namespace fs = std::filesystem;

namespace {

// Written beside the folder that it will replace.
fs::path fresh_folder_beside(const fs::path& folder) {
  const fs::path fresh = folder.string() + ".new";
  fs::remove_all(fresh);
  fs::create_directories(fresh);
  return fresh;
}

void replace(const fs::path& old, const fs::path& fresh) {
  fs::remove_all(old);
  fs::rename(fresh, old);
}

}  // namespace

std::size_t build_site(const report::Course& course, const fs::path& folder, Faults& faults) {
  const Outline outline = read_outline(course, faults);
  const std::string frame = judge::read_text(course.root / "docs" / "site" / "page.html");
  const fs::path fresh = fresh_folder_beside(folder);
  const Reference reference(course.root, outline, folder.string() + ".doxygen", faults);
  Assets assets(course.root, fresh, faults);
  const auto entries = outline.entries();
  for (const Entry* entry : entries) {
    const Article article = entry->headers.empty() ? render(judge::read_text(course.root / entry->source),
                                                            entry->source, outline, course.root, faults)
                                                   : reference.page(*entry);
    assets.need(article, entry->source);
    judge::write_text(fresh / entry->file, whole_page(frame, outline, *entry, course, article));
  }
  assets.copy();
  if (faults.none()) check_finished(fresh, outline, faults);  // what is known already would be said twice
  if (faults.none())
    replace(folder, fresh);
  else
    fs::remove_all(fresh);
  return entries.size();
}

namespace {

void open_in_browser(const fs::path& page) {
  const bool desktop = std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr;
#ifdef __APPLE__
  const char* const opener = "open";
  const bool possible = true;
#else
  const char* const opener = "xdg-open";
  const bool possible = desktop;
#endif
  static_cast<void>(desktop);
  if (possible) execlp(opener, opener, page.c_str(), nullptr);
  std::printf("Nothing here opens it; open that file in a browser.\n");
}

}  // namespace

report::Exit run(const std::vector<std::string>& arguments) {
  const tool::Context context = tool::Context::open();
  bool open = false;
  fs::path folder = context.course.root / "build" / "docs" / "html";
  for (const std::string& argument : arguments)
    if (argument == "--open")
      open = true;
    else if (argument.starts_with('-'))
      throw tool::UsageError("docs: " + argument + " is no option");
    else
      folder = fs::absolute(argument).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();  // it ended in a slash
  if (fs::exists(folder) && !fs::is_empty(folder) && !fs::exists(folder / "index.html"))
    throw tool::UsageError(folder.string() + " is no site that this program made; name an empty folder");
  Faults faults;
  const std::size_t pages = build_site(context.course, folder, faults);
  for (const std::string& fault : faults.found()) std::fprintf(stderr, "%s\n", fault.c_str());
  if (!faults.none()) {
    std::fprintf(stderr, "\n%zu fault(s); the site is as it was before\n", faults.found().size());
    return report::Exit::not_all;
  }
  std::printf("%zu pages: %s\n", pages, (folder / "index.html").c_str());
  std::fflush(stdout);
  if (open) open_in_browser(folder / "index.html");
  return report::Exit::all_passed;
}

}  // namespace downhill::docs
