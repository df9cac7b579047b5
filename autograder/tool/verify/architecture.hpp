// SPDX-License-Identifier: MIT
#pragma once
#include <string>

namespace downhill::verify {

/// The drawing of docs/maintainers.md: who asks whom, and who is trusted. An SVG document.
std::string architecture();

}  // namespace downhill::verify
