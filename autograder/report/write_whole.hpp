// SPDX-License-Identifier: MIT
#pragma once
#include <filesystem>
#include <string_view>

namespace downhill::report {

/// Writes a file whole or not at all: a temporary beside it (.NAME.XXXXXX), fsync, rename. Whoever reads
/// meanwhile, and whatever is killed, sees the old text or the new one. A link is followed; a pipe or a
/// device is written to as it is.
/// @throws std::runtime_error with the path and the reason; the old file is then as it was
void write_whole(const std::filesystem::path& path, std::string_view text);

}  // namespace downhill::report
