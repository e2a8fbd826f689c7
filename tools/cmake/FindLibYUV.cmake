# SPDX-License-Identifier: Apache-2.0
# libyuv ships neither a .pc file nor a CMake package in Debian. Gives LibYUV::yuv.
find_path(LIBYUV_INCLUDE_DIR libyuv.h)
find_library(LIBYUV_LIBRARY yuv)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibYUV REQUIRED_VARS LIBYUV_LIBRARY LIBYUV_INCLUDE_DIR)
if(LibYUV_FOUND AND NOT TARGET LibYUV::yuv)
  add_library(LibYUV::yuv UNKNOWN IMPORTED)
  set_target_properties(LibYUV::yuv PROPERTIES
    IMPORTED_LOCATION "${LIBYUV_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${LIBYUV_INCLUDE_DIR}")
endif()
mark_as_advanced(LIBYUV_INCLUDE_DIR LIBYUV_LIBRARY)
