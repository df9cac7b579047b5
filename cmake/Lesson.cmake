# lesson(16_momentum): everything that is built of one lesson. All files are found by the lesson's name.
function(lesson name)
  set_property(GLOBAL APPEND PROPERTY DOWNHILL_LESSONS ${name})
  string(REGEX REPLACE "^[0-9]+_" "" slug ${name})
  set(lesson ${PROJECT_SOURCE_DIR}/lessons/${name})
  set(checks ${PROJECT_SOURCE_DIR}/autograder/checks/${name})
  set(autograder ${PROJECT_SOURCE_DIR}/autograder)

  set(missing)
  foreach(file lessons/${name}/README.md lessons/${name}/${slug}.hpp lessons/${name}/lesson.toml
          lessons/${name}/stub.cpp lessons/${name}/paths.cpp lessons/${name}/figure.cpp
          autograder/checks/${name}/checks.cpp autograder/checks/${name}/exports.cpp)
    if(NOT EXISTS ${PROJECT_SOURCE_DIR}/${file})
      string(APPEND missing "\n  ${file}")
    endif()
  endforeach()
  if(missing)
    message(FATAL_ERROR "Lesson ${name} is not complete. README.md, \"Adding a lesson\", says what these are:"
      "${missing}")
  endif()

  # The judge: the checks, and none of a student's code.
  add_executable(judge_${name} ${checks}/checks.cpp)
  target_include_directories(judge_${name} PRIVATE ${lesson})
  target_link_libraries(judge_${name} PRIVATE judge_main downhill_warnings downhill_built_soon)

  # The trusted half of a worker: which functions may be asked for.
  add_library(exports_${name} OBJECT ${checks}/exports.cpp)
  # For figures: the paths that the lesson's functions take.
  add_library(paths_${name} OBJECT ${lesson}/paths.cpp ${autograder}/worker/paths_exports.cpp)
  target_compile_definitions(paths_${name} PRIVATE DOWNHILL_LESSON=${slug})
  foreach(half exports paths)
    target_include_directories(${half}_${name} PRIVATE ${lesson} ${autograder})
    target_compile_definitions(${half}_${name} PRIVATE ${DOWNHILL_WORKER_DEFINITIONS})
    target_compile_options(${half}_${name} PRIVATE ${DOWNHILL_WORKER_OPTIONS})
    target_link_libraries(${half}_${name} PRIVATE downhill_kit downhill_warnings)
  endforeach()

  # The trusted half of a figure: it draws what a worker has computed.
  add_library(drawing_${name} OBJECT ${lesson}/figure.cpp)
  target_compile_options(drawing_${name} PRIVATE -ffp-contract=off)
  target_link_libraries(drawing_${name} PRIVATE downhill_kit downhill_warnings)
  add_executable(figure_${name} $<TARGET_OBJECTS:drawing_${name}> ${autograder}/tool/figure_of_lesson.cpp)
  target_compile_definitions(figure_${name} PRIVATE DOWNHILL_LESSON=${slug})
  target_link_libraries(figure_${name} PRIVATE figure_main downhill_warnings)

  # Never linked: so that editors know how the files that people write are compiled. Who has thrown one away can
  # still build the rest.
  set(written)
  foreach(file exercises/${name}/${slug}.cpp solutions/${name}/${slug}.cpp)
    if(EXISTS ${PROJECT_SOURCE_DIR}/${file})
      list(APPEND written ${PROJECT_SOURCE_DIR}/${file})
    endif()
  endforeach()
  if(written)
    add_library(stub_${name} OBJECT EXCLUDE_FROM_ALL ${written})
    target_include_directories(stub_${name} PRIVATE ${lesson})
    target_link_libraries(stub_${name} PRIVATE downhill_kit downhill_warnings)
  endif()

  file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/lessons/${name}.txt CONTENT
"judge $<TARGET_FILE:judge_${name}>
figure $<TARGET_FILE:figure_${name}>
exports $<JOIN:$<TARGET_OBJECTS:exports_${name}>,\nexports >
paths $<JOIN:$<TARGET_OBJECTS:paths_${name}>,\npaths >
")
endfunction()
