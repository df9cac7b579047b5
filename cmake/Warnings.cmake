# What the project's own code is compiled with. Link to downhill_warnings.
add_library(downhill_warnings INTERFACE)
target_compile_options(downhill_warnings INTERFACE
  -Wall -Wextra -Wpedantic
  -Wconversion    # a number that changes by being stored
  -Wshadow)       # a name that hides another
