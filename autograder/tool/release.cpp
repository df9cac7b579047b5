#include "tool/commands.hpp"
#include "tool/progress.hpp"
namespace downhill::tool {
Exit release(const Context&, const ReleaseOptions&) { return Exit::usage; } }
