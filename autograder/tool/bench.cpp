#include "tool/commands.hpp"
#include "tool/progress.hpp"
namespace downhill::tool {
Exit bench(const Context&, int) { return Exit::usage; } }
