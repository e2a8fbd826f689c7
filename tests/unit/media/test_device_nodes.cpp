// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/device_nodes.h"

#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

namespace madang {
namespace {

using namespace test;
namespace fs = std::filesystem;

TEST_CASE("only what is named like a render node is one, in order") {
  const TempFolder folder;
  for (const char* name : {"dri/renderD129", "dri/card0", "dri/renderD128", "dri/by-path/renderD130"})
    folder.write(name, "");
  CHECK(device_nodes(HardwareKind::vaapi, folder.path()) ==
        std::vector{folder / "dri/renderD128", folder / "dri/renderD129"});
  CHECK(device_nodes(HardwareKind::vaapi, folder / "nowhere").empty());
}

TEST_CASE("NVIDIA's nodes are those that decoding needs, and none without the one that rules them") {
  const TempFolder folder;
  for (const char* name :
       {"nvidia0", "nvidia1", "nvidia-uvm", "nvidia-uvm-tools", "nvidia-modeset", "nvidia0x"})
    fs::create_symlink("/dev/null", folder / name);
  folder.write("nvidia2", "no device");
  CHECK(device_nodes(HardwareKind::nvdec, folder.path()).empty());
  fs::create_symlink("/dev/null", folder / "nvidiactl");
  CHECK(device_nodes(HardwareKind::nvdec, folder.path()) ==
        std::vector{folder / "nvidia-uvm", folder / "nvidia0", folder / "nvidia1", folder / "nvidiactl"});
}

TEST_CASE("a node whose driver does not decode streams is not V4L2's") {
  const TempFolder folder;
  fs::create_symlink("/dev/null", folder / "video0");
  fs::create_symlink("/dev/tty", folder / "video1");
  fs::create_symlink("/nowhere", folder / "video2");
  folder.write("video3", "no device");
  CHECK(device_nodes(HardwareKind::v4l2_m2m, folder.path()).empty());
}

}  // namespace
}  // namespace madang
