# `cmake --build build/dev --target tidy`: the checks of .clang-tidy, where clang-tidy is installed.
find_program(CLANG_TIDY clang-tidy)
if(CLANG_TIDY)
  file(GLOB_RECURSE tidy_sources CONFIGURE_DEPENDS grammar/*.cpp interpreter/*.cpp)
  add_custom_target(tidy COMMAND ${CLANG_TIDY} --quiet -p ${PROJECT_BINARY_DIR} ${tidy_sources} VERBATIM)
endif()
