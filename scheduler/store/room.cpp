// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/room.h"

#include <algorithm>

namespace madang {
namespace {

std::uint64_t lacking(std::uint64_t needed, std::uint64_t there) {
  return needed > there ? needed - there : 0;
}

/// What of a disk stays free, whatever is to come.
std::uint64_t reserve_of(const DiskSpace& disk, const Quota& quota) {
  return std::min(disk.total / 100 * static_cast<std::uint64_t>(quota.free_percent), quota.most_free);
}

/// Whole megabytes (10^6), upwards: whoever frees that much has freed enough.
std::uint64_t megabytes(std::uint64_t bytes) {
  return (bytes + 999'999) / 1'000'000;
}

}  // namespace

Room work_out_room(const Holdings& holdings, const DiskSpace& disk, const Quota& quota) {
  const bool grows = holdings.to_come > 0;
  const std::uint64_t disk_needed =
      holdings.to_come + holdings.again + (grows ? reserve_of(disk, quota) : std::uint64_t{0});
  const std::uint64_t held = holdings.kept + holdings.previous + holdings.superfluous;
  std::uint64_t given = 0;
  Room room;
  for (const auto& [give, more] : {std::pair(Room::Give::nothing, std::uint64_t{0}),
                                   std::pair(Room::Give::superfluous, holdings.superfluous),
                                   std::pair(Room::Give::previous, holdings.previous)}) {
    given += more;
    room.give = give;
    room.short_of_disk = lacking(disk_needed, disk.free + given);
    room.short_of_quota = quota.bytes && grows ? lacking(held - given + holdings.to_come, *quota.bytes) : 0;
    if (room.short_of_disk == 0 && room.short_of_quota == 0)
      return room;
  }
  room.give = Room::Give::too_little;
  return room;
}

Bilingual say_too_little(const Room& room) {
  if (room.short_of_quota > room.short_of_disk) {
    return say(
        "새 내용을 받을 자리가 없습니다. 저장소 한도가 {} MB 모자랍니다. --quota를 늘리거나 내용을 줄여 "
        "주세요. "
        "지금 내용은 그대로 나갑니다.",
        "there is no room for what is to come: the store's quota is {} MB short. Raise --quota or publish "
        "less; "
        "what is on the screen stays.",
        megabytes(room.short_of_quota));
  }
  return say(
      "새 내용을 받을 자리가 없습니다. 디스크에 {} MB가 더 필요합니다. 필요 없는 파일을 지우거나 내용을 "
      "줄여 "
      "주세요. 지금 내용은 그대로 나갑니다.",
      "there is no room for what is to come: {} MB more are needed on the disk. Remove what is not needed or "
      "publish less; what is on the screen stays.",
      megabytes(room.short_of_disk));
}

}  // namespace madang
