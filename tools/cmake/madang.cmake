# SPDX-License-Identifier: Apache-2.0
# How every part of Madang is built: the options, the warnings, and one function per kind of target.

option(MADANG_TESTS "Build the tests (needs Catch2)" ON)
option(MADANG_BENCH "Build the benchmarks (needs Google Benchmark)" OFF)
option(MADANG_FUZZ "Build the fuzzers (needs Clang)" OFF)
option(MADANG_TIDY "Run clang-tidy with each compilation" OFF)
set(MADANG_SANITIZE "" CACHE STRING "Sanitizers to build with, as for -fsanitize=")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
include(GNUInstallDirs)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

if(MADANG_SANITIZE)
  add_compile_options(-fsanitize=${MADANG_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${MADANG_SANITIZE})
endif()

# Warnings live in one interface target and never touch other people's code.
add_library(madang_warnings INTERFACE)
target_compile_options(madang_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
  -Wcast-align -Wunused -Wnull-dereference -Wformat=2 -Wimplicit-fallthrough -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC's flow analysis reports these inside the standard library when it inlines under sanitizers or at -O2.
  target_compile_options(madang_warnings INTERFACE -Wno-null-dereference -Wno-error=maybe-uninitialized
    -Wno-error=restrict -Wno-error=stringop-overflow -Wno-error=array-bounds -Wno-error=free-nonheap-object)
endif()

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# madang_library(player_text SOURCES a.cpp PUBLIC content_schema_model PRIVATE harfbuzz)
# One library per folder. Third-party libraries go under PRIVATE: a leak through a header then does not compile
# for whoever includes that header.
function(madang_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PUBLIC ${arg_PUBLIC} PRIVATE madang_warnings ${arg_PRIVATE})
  if(MADANG_TIDY)
    find_program(CLANG_TIDY_PROGRAM clang-tidy REQUIRED)
    set_target_properties(${name} PROPERTIES CXX_CLANG_TIDY "${CLANG_TIDY_PROGRAM};--quiet")
  endif()
endfunction()

# madang_program(madang-player SOURCES main.cpp LINKS player_app)
function(madang_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE madang_warnings ${arg_LINKS})
  install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()

# Everything that `ctest -L unit` runs.
add_custom_target(unit_tests)

# madang_test(unit_base SOURCES test_digest.cpp LINKS content_schema_base [LABELS e2e])
function(madang_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  # CMake takes a `;` in a test's name for the end of it: such a test would be named and never run.
  foreach(source ${arg_SOURCES})
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${source}")
      file(STRINGS "${CMAKE_CURRENT_SOURCE_DIR}/${source}" names REGEX "^TEST_CASE\\(\"[^\"]*;")
      if(names)
        message(FATAL_ERROR "${CMAKE_CURRENT_SOURCE_DIR}/${source}: a test's name holds no semicolon")
      endif()
    endif()
  endforeach()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE madang_warnings madang_catch ${arg_LINKS})
  target_compile_definitions(${name} PRIVATE MADANG_SOURCE_DIR="${CMAKE_SOURCE_DIR}" MADANG_BINARY_DIR="${CMAKE_BINARY_DIR}")
  # A test that ctest names and the program does not know must fail; Catch2 3 sees to that by itself.
  set(strict "")
  if(Catch2_VERSION VERSION_LESS 3)
    set(strict EXTRA_ARGS -w NoTests)
  endif()
  if(arg_LABELS)
    # `(LABELS x)`: catch_discover_tests hands these to set_tests_properties.
    catch_discover_tests(${name} TEST_PREFIX "${name}: " ${strict} PROPERTIES LABELS "${arg_LABELS}" RUN_SERIAL ON TIMEOUT ${arg_TIMEOUT})
  else()
    catch_discover_tests(${name} TEST_PREFIX "${name}: " ${strict} PROPERTIES LABELS unit TIMEOUT 120)
    add_dependencies(unit_tests ${name})
  endif()
endfunction()
