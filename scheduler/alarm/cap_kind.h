// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "content-schema/model/alarm.h"
#include "scheduler/alarm/cap.h"

namespace madang::alarm {

inline constexpr const char* k_kind_of_weather = "weather";  ///< Met, and nothing nearer is known
inline constexpr const char* k_kind_of_anything =
    "emergency";  ///< what no word, code or category tells nearer

/// The kind of alarm that an info's event codes or words name, e.g. `fire` for SAME FRW, KRDSTCode FRW,
/// `화재` or `structure_fire`; empty where they name none that we know.
///
/// Codes of three letters are looked up under the names SAME (47 CFR 11.31, NWS) and KRDSTCode
/// (TTAK.OT-06.0055, which took most of SAME over; the civil defence codes are its own). Any other code, and
/// then the event, is looked through for Korean and English words: whole words in English, so that a train is
/// no rain.
AlarmKind named_kind(const CapInfo& info);

/// What the category alone tells: `fire`, `weather`, `health`, `hazmat` or `emergency`; never empty.
AlarmKind kind_of_category(const CapInfo& info);

/// All kinds that the two can give: those that want a page of their own.
std::vector<AlarmKind> cap_kinds();

enum class CapCodeSays { event, all_clear, test };

/// Some codes are no event: KRDSTCode CLR ends, and SAME's DMO, RMT, RWT and NPT are trials of the way.
CapCodeSays code_says(const CapInfo& info);

}  // namespace madang::alarm
