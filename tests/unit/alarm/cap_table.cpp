// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/unit/alarm/cap_table.h"

namespace madang::alarm {
namespace {

const char* word(Exercise exercise) {
  switch (exercise) {
    case Exercise::actual:
      return "Actual";
    case Exercise::drill:
      return "drill";
    case Exercise::test:
      return "test";
  }
  return "";
}

}  // namespace

const std::vector<CapExpectation>& cap_expectations() {
  using enum Exercise;
  static const std::vector<CapExpectation> rows{
      // Two infos in one language, alike but for the codes of their areas: one event. The circle is in
      // Australia.
      {"google-australia.cap", "NSW Rural Fire Service: a house burns", actual, "raise", "nothing: elsewhere",
       "nothing: expired", "fire", "en-AU", "2011-10-06T13:04:00.000Z", 0, "Yerong Creek Structure Fire"},
      // Both languages say AllClear and Past; two watches are named. Its polygons are in Ontario.
      {"google-canada.cap", "Environment Canada: a thunderstorm watch is over", actual, "end: all-clear",
       "end: elsewhere", "end: all-clear", "", "", "", 2, ""},
      // ISO 8859-1, signed. The circle has radius 0: an epicentre, so nobody is known to be outside.
      {"google-earthquake-iso8859-1.cap", "U.S. Geological Survey: an earthquake", actual, "raise", "raise",
       "nothing: expired", "earthquake", "en-US", "2012-10-21T22:53:04.000Z", 0,
       "EQ 4.6 Usulután, Usulután, El Salvador - PRELIMINARY REPORT"},
      // No scope, no time, an area in words only: nothing says that it is not for us, or that it is over.
      {"google-invalid.cap", "a storm in New York; scope is missing", actual, "raise", "raise", "raise",
       "weather", "en-US", "", 0, "Storm"},
      // It refers to its own station as PAAQ, which is not how its sender is called: both names are tried.
      {"google-wcatwc-tsunami.cap", "NOAA West Coast and Alaska Tsunami Warning Center: a warning goes on",
       actual, "replace", "replace", "end: expired", "tsunami", "en-US", "2011-09-02T12:36:50.000Z", 2,
       "The tsunami Warning continues in effect"},
      // An Alert that refers to itself: nothing is replaced. No category, no certainty, no area, no end.
      {"kde-alertswiss-test.xml", "Alertswiss: a test", test, "raise", "raise", "raise", "emergency", "en",
       "", 0, "*** Test Message ***"},
      {"kde-kz.xml", "Kazhydromet: freezing rain", actual, "raise", "nothing: elsewhere", "nothing: expired",
       "snow", "en-US", "2025-03-07T16:00:00.000Z", 0, "Freezing rain, icing"},
      // Three languages say AllClear; the message refers to its own identifier, which goes on through its
      // updates.
      {"kde-macau.xml", "Macao Meteorological and Geophysical Bureau: the monsoon signal is taken down",
       actual, "end: all-clear", "end: elsewhere", "end: all-clear", "", "", "", 1, ""},
      // Wind, but said in Russian and by a code of its own: weather is all that we understand.
      {"kde-ru.xml", "Roshydromet: wind on the coast of Chukotka", actual, "raise", "nothing: elsewhere",
       "nothing: expired", "weather", "ru", "2025-03-03T09:00:00.000Z", 0, "Ветер"},
      // Its polygon goes out and back on one line, its other area is a code of Germany: neither excludes
      // anybody.
      {"kweather-dwd-update.xml", "Deutscher Wetterdienst: a thunderstorm", actual, "replace", "replace",
       "end: expired", "thunderstorm", "de-DE", "2022-08-26T21:00:00.000Z", 1,
       "Amtliche WARNUNG vor STARKEM GEWITTER"},
      // Two languages of one event; SAME CAE is a child abduction. No end is said.
      {"oasiscap-oasis-A4-multilingual.xml",
       "Los Angeles police, in the standard's appendix: a child is missing", actual, "raise", "raise",
       "raise", "missing-child", "en-US es-US", "", 0, "Amber Alert in Los Angeles County"},
      // A cancellation that is an Update: nothing says AllClear, but it expires at the second it was sent.
      {"oasiscap-tsunami-cancel-PAAQ-4.xml",
       "NOAA West Coast and Alaska Tsunami Warning Center: the warning is cancelled", actual,
       "end: over-when-sent", "end: over-when-sent", "end: over-when-sent", "", "", "", 3, ""},
      // Empty polygons and a code of another system: nobody is known to be outside.
      {"israel-flood.xml", "Israel Meteorological Service: flash floods", actual, "raise", "raise",
       "nothing: expired", "flood", "en-GB he-IL", "2025-03-07T12:00:00.000Z", 0, "Flash Floods"},
      // Its Italian half has no polygon, so a market in Seoul cannot know that it is not meant.
      {"italy-wind.xml", "Italian Air Force National Meteorological Service: wind", actual, "replace",
       "replace", "end: expired", "wind", "en-GB it-IT", "2025-04-18T11:59:00.000Z", 1,
       "Yellow Wind Warning for Italy - Lazio"},
      // One language in two scripts counts as two.
      {"serbia-thunderstorm.xml", "Republic Hydrometeorological Service of Serbia: a thunderstorm", actual,
       "replace", "end: elsewhere", "end: expired", "thunderstorm", "en-GB sr sr-Latn",
       "2025-08-18T21:59:59.000Z", 1, "Thunderstorm Sumadija yellow"},
      // An area in words, no end.
      {"dhs-orange.xml", "U.S. Department of Homeland Security: code orange", actual, "raise", "raise",
       "raise", "emergency", "en-US", "", 0, "Homeland Security Sets Code ORANGE"},
      {"nws-sacramento-storm.xml", "U.S. National Weather Service, Sacramento: a thunderstorm", actual,
       "raise", "nothing: elsewhere", "nothing: expired", "thunderstorm", "en-US", "2003-06-17T23:00:00.000Z",
       0, "SEVERE THUNDERSTORM WARNING"},
      // Past and minor, and shown all the same: on doubt, show.
      {"trinet-earthquake.xml", "Southern California Seismic Network: an earthquake", actual, "replace",
       "replace", "replace", "earthquake", "en-US", "", 1, "EQ 3.4 Imperial County CA"},
  };
  return rows;
}

std::string summary(const CapMeaning& meaning) {
  std::string text = word(meaning.deed);
  if (meaning.reason != CapReason::none)
    text += std::string{": "} + word(meaning.reason);
  return text;
}

std::string markdown(const std::vector<CapExpectation>& rows) {
  std::string text;
  for (const auto& row : rows) {
    text += std::string{"| "} + row.from + " | " + word(row.exercise) + " | " + row.anywhere + " | " +
            row.in_seoul + " | " + row.years_later + " | " + (*row.kind != '\0' ? row.kind : "-") + " | " +
            (*row.languages != '\0' ? row.languages : "-") + " | " +
            (*row.expires != '\0' ? std::string{row.expires}.substr(0, 16) + "Z" : "-") + " | " +
            std::to_string(row.ends) + " |\n";
  }
  return text;
}

}  // namespace madang::alarm
