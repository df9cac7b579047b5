# How a student's file becomes a worker: the compilers, their flags, the precompiled header, the linker. All of it is
# written to student.txt for the tool, which calls the compiler itself, without CMake in between.

# Seen by everything that is linked into a worker, or inline functions would differ between its objects.
set(DOWNHILL_WORKER_DEFINITIONS
  _GLIBCXX_ASSERTIONS               # an index outside a std::vector stops, and says so
  EIGEN_INITIALIZE_MATRICES_BY_NAN) # a matrix that was never filled shows
set(DOWNHILL_WORKER_OPTIONS
  -ffp-contract=off                 # the same last digits on every machine
  -fno-pie                          # the worker is static, at a fixed address
  -fno-sanitize=all)                # sanitizers cannot be static; ./downhill debug --asan has them

# Other ways to compile the same worker, for those who hold right solutions against them: "-O2;-march=native". All
# of a worker gets them, or its halves would align matrices differently.
set(DOWNHILL_STUDENT_FLAGS "" CACHE STRING "Further flags for workers, after the kit's own")
list(APPEND DOWNHILL_WORKER_OPTIONS ${DOWNHILL_STUDENT_FLAGS})

set(DOWNHILL_STUDENT_WARNINGS -Wall -Wextra -Wpedantic -Wfloat-conversion -Wunused-result)

find_program(DOWNHILL_CLANG NAMES clang++ clang++-19 clang++-18 clang++-17 clang++-16 clang++-15 clang++-14)
find_program(DOWNHILL_GCC NAMES g++ g++-15 g++-14 g++-13 g++-12)
find_program(DOWNHILL_MOLD mold)
if(DOWNHILL_MOLD)
  execute_process(COMMAND ${DOWNHILL_MOLD} --version OUTPUT_VARIABLE version ERROR_QUIET)
  string(REGEX MATCH "[0-9]+[.][0-9.]+" version "${version}")
  # An old one, such as Ubuntu 22.04's, first asks for a socket, which those who link a student's file may not have.
  if(version VERSION_LESS 1.10)
    set(DOWNHILL_MOLD "")
  endif()
endif()
get_target_property(DOWNHILL_EIGEN Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
list(GET DOWNHILL_EIGEN 0 DOWNHILL_EIGEN)

set(student_flags -std=c++20 ${DOWNHILL_WORKER_OPTIONS})
foreach(definition IN LISTS DOWNHILL_WORKER_DEFINITIONS)
  list(APPEND student_flags -D${definition})
endforeach()
# As system headers, so that what is in them does not warn in the student's file.
list(APPEND student_flags -isystem ${DOWNHILL_EIGEN}
  -isystem ${PROJECT_SOURCE_DIR}/lessons -isystem ${PROJECT_SOURCE_DIR}/autograder)

set(precompiled ${PROJECT_SOURCE_DIR}/autograder/worker/precompiled.hpp)
set(student_dir ${PROJECT_BINARY_DIR}/student)
file(MAKE_DIRECTORY ${student_dir})

# clang keeps the instantiations of its precompiled header in an object of their own, so a file that uses them
# neither compiles nor optimises them again.
if(DOWNHILL_CLANG)
  set(clang_flags -O0 ${student_flags})
  add_custom_command(
    OUTPUT ${student_dir}/clang.pch ${student_dir}/clang.o
    COMMAND ${DOWNHILL_CLANG} ${clang_flags} -x c++-header ${precompiled}
            -fpch-instantiate-templates -fpch-codegen -o ${student_dir}/clang.pch
            -MD -MF ${student_dir}/clang.d -MQ ${student_dir}/clang.pch
    COMMAND ${DOWNHILL_CLANG} -O1 -fno-pie -c ${student_dir}/clang.pch -o ${student_dir}/clang.o
    DEPENDS ${precompiled}
    DEPFILE ${student_dir}/clang.d
    COMMENT "Precompiling the kit for students' files (clang)" VERBATIM)
  add_custom_target(student_clang DEPENDS ${student_dir}/clang.pch)
endif()
# g++ looks for NAME.gch where it is told to include NAME. Some optimisation, because at -O0 every Eigen expression
# is a dozen calls. No unique symbols (static variables in the library's inline functions): objcopy cannot hide those
# of a part, so two parts would define them twice.
if(DOWNHILL_GCC)
  set(gcc_flags -Og -fno-gnu-unique ${student_flags})
  add_custom_command(
    OUTPUT ${student_dir}/gcc.hpp.gch
    COMMAND ${CMAKE_COMMAND} -E copy ${precompiled} ${student_dir}/gcc.hpp
    # -Wpedantic predefines other macros, and the header is only taken where they are the same.
    COMMAND ${DOWNHILL_GCC} ${gcc_flags} -Wpedantic -x c++-header ${precompiled} -o ${student_dir}/gcc.hpp.gch
            -MD -MF ${student_dir}/gcc.d -MQ ${student_dir}/gcc.hpp.gch
    DEPENDS ${precompiled}
    DEPFILE ${student_dir}/gcc.d
    COMMENT "Precompiling the kit for students' files (g++)" VERBATIM)
  add_custom_target(student_gcc DEPENDS ${student_dir}/gcc.hpp.gch)
endif()

# The worker's own objects, and one without a student, to try the machine with.
add_library(worker_objects OBJECT
  ${PROJECT_SOURCE_DIR}/autograder/worker/main.cpp ${PROJECT_SOURCE_DIR}/autograder/worker/products.cpp)
target_compile_definitions(worker_objects PRIVATE ${DOWNHILL_WORKER_DEFINITIONS})
target_compile_options(worker_objects PRIVATE ${DOWNHILL_WORKER_OPTIONS})
target_link_libraries(worker_objects PRIVATE downhill_kit downhill_warnings)
set_source_files_properties(${PROJECT_SOURCE_DIR}/autograder/worker/products.cpp PROPERTIES COMPILE_OPTIONS -O2)
add_executable(canary $<TARGET_OBJECTS:worker_objects>)
target_link_options(canary PRIVATE -static -fno-sanitize=all)

set(linker "")
if(DOWNHILL_MOLD)
  set(linker -fuse-ld=mold)
endif()
set(lines "kit ${PROJECT_VERSION}" "canary $<TARGET_FILE:canary>"
  "object $<JOIN:$<TARGET_OBJECTS:worker_objects>,\nobject >")
# A line for each item: the tool starts a new compiler at each "compiler".
function(add_lines key)
  list(TRANSFORM ARGN PREPEND "${key} ")
  set(lines ${lines} ${ARGN} PARENT_SCOPE)
endfunction()
if(DOWNHILL_CLANG)
  list(APPEND lines "compiler clang" "target student_clang" "precompiled ${student_dir}/clang.pch")
  add_lines(compile ${DOWNHILL_CLANG} ${clang_flags} -include-pch ${student_dir}/clang.pch
    ${DOWNHILL_STUDENT_WARNINGS} -fno-color-diagnostics -ferror-limit=5 -ftemplate-backtrace-limit=3)
  add_lines(link ${DOWNHILL_CLANG} -static -no-pie ${linker} ${student_dir}/clang.o)
endif()
if(DOWNHILL_GCC)
  list(APPEND lines "compiler gcc" "target student_gcc" "precompiled ${student_dir}/gcc.hpp.gch")
  add_lines(compile ${DOWNHILL_GCC} ${gcc_flags} -include ${student_dir}/gcc.hpp -Winvalid-pch
    ${DOWNHILL_STUDENT_WARNINGS} -fdiagnostics-color=never -fmax-errors=5 -ftemplate-backtrace-limit=3)
  add_lines(link ${DOWNHILL_GCC} -static -no-pie ${linker})
endif()
list(JOIN lines "\n" lines)
file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/student.txt CONTENT "${lines}\n")
