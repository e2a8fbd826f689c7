// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/geo/imdf.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace madang::geo {
namespace {

using Words = std::pair<std::string_view, std::string_view>;

constexpr std::array k_types{Words{"venue", "outline"},   Words{"footprint", "building"}, Words{"level", "outline"},
                             Words{"section", "block"},   Words{"kiosk", "shop"},         Words{"unit", "shop"},
                             Words{"opening", "nothing"}, Words{"amenity", "nothing"}};

constexpr std::array k_categories{Words{"stairs", "stairs"},
                                  Words{"steps", "stairs"},
                                  Words{"escalator", "stairs"},
                                  Words{"elevator", "elevator"},
                                  Words{"restroom", "toilet"},
                                  Words{"parking", "parking"},
                                  Words{"vegetation", "green"},
                                  Words{"pedestrian.principal", "gate"},
                                  Words{"emergencyexit", "exit"},
                                  Words{"atm", "atm"},
                                  Words{"defibrillator", "aed"},
                                  Words{"fireextinguisher", "extinguisher"},
                                  Words{"information", "information"},
                                  Words{"walkway", "nothing"},
                                  Words{"brick", "nothing"},
                                  Words{"column", "nothing"},
                                  Words{"concretewall", "nothing"},
                                  Words{"drywall", "nothing"},
                                  Words{"glasswall", "nothing"},
                                  Words{"wood", "nothing"},
                                  Words{"opentobelow", "nothing"},
                                  Words{"nonpublic", "building"},
                                  Words{"structure", "building"}};

/// Of `restroom.family` the word for `restroom`, too.
std::string_view word_of(std::string_view category) {
  for (const auto& [theirs, ours] : k_categories) {
    const bool more_exact =
        category.size() > theirs.size() && category.starts_with(theirs) && category[theirs.size()] == '.';
    if (category == theirs || more_exact)
      return ours;
  }
  return {};
}

std::string our_type(const GeoFeature& feature) {
  const std::string theirs = feature.property({"feature_type"});
  const auto type = std::find_if(k_types.begin(), k_types.end(), [&](const Words& each) { return each.first == theirs; });
  if (type == k_types.end())
    return "nothing";
  if (theirs == "unit" || theirs == "opening" || theirs == "amenity") {
    if (const std::string_view word = word_of(feature.property({"category"})); !word.empty())
      return std::string(word);
  }
  return std::string(type->second);
}

}  // namespace

void understand_imdf(std::vector<GeoFeature>& features) {
  std::map<std::string, GeoFeature*> units;         // by id
  std::map<std::string, std::string> anchors;       // id of an anchor: of its unit
  for (GeoFeature& each : features) {
    const std::string theirs = each.property({"feature_type"});
    if (theirs == "unit" || theirs == "kiosk")
      units[each.property({"id"})] = &each;
    else if (theirs == "anchor")
      anchors[each.property({"id"})] = each.property({"unit_id"});
  }
  for (GeoFeature& each : features) {
    const std::string theirs = each.property({"feature_type"});
    if (theirs.empty() || each.properties.contains("type"))
      continue;
    each.properties["type"] = our_type(each);
    if (theirs != "occupant")
      each.properties.erase("category");  // theirs says what it is, ours what it sells
    if (theirs != "occupant")
      continue;
    const auto anchor = anchors.find(each.property({"anchor_id"}));
    const auto unit = anchor == anchors.end() ? units.end() : units.find(anchor->second);
    if (unit == units.end())
      continue;
    for (const auto& [name, words] : each.properties) {
      if (name.starts_with("name"))
        unit->second->properties[name] = words;
    }
  }
  std::erase_if(features, [](const GeoFeature& each) {
    return each.properties.contains("feature_type") && each.property({"type"}) == "nothing";
  });
}

}  // namespace madang::geo
