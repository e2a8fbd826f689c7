# SPDX-License-Identifier: Apache-2.0
# add_rooms(a b c): add_subdirectory for each, in this order.
function(add_rooms)
  foreach(room IN LISTS ARGN)
    add_subdirectory(${room})
  endforeach()
endfunction()
