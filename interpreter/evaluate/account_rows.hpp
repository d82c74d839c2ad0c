// What an account keeps by a key: what was paid and priced in windows that are open, and what its meters know so far.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "interpreter/evaluate/keyed.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

// What one record gives to one meter.
struct Demand {
  Index meter = 0;
  Index item = none;  // that bills the meter
  Index pool = 0;     // number of its name
  Index row = 0;      // of the item's prices
  Number quantity;    // of one of the record's `times`
  Instant from = 0, until = 0;  // of a level
  Index key = 0;      // number of the first fold's key
  Index same = 0;     // of a level that the next of the same replaces: number of the value's name
};

// What a part of a cut record asks for once its time comes.
struct Ahead {
  Instant at = 0;
  Index kind = 0;           // of record
  std::string id;
  std::uint64_t line = 0;   // of the input; 0: of an earlier one
  std::int64_t times = 1;
  std::vector<Demand> demands;
  std::shared_ptr<const Batch> record;  // its fields, where a price reads them
};

// What one source has paid of one item in the open window of its charge.
struct Tally {
  Key key{};        // item, pool, row, source: an index into packages, or none for postpaid
  Number quantity;
};

// An amount of money of one item, pool, row and source.
struct Amount {
  Key key{};
  Number value;
};

// What an item drew, where it may come back: the latest draw last; draws of one payer in a row are one.
struct Drawn {
  struct Draw { Index source = none; Number quantity, taken; };  // in the meter's unit, in the package's
  Key key{};  // item, pool, row, and 1 where what was drawn is money, of the price of a record; else 0
  std::vector<Draw> draws;
};

// How far a graduated price has been walked in its tiers' window.
struct Walked {
  Key key{};        // item, pool, row
  Number quantity;
};

// What a step of a folded meter has taken in its open window, for one pool and key.
struct FoldState {
  struct Sample { Number value; std::int64_t times = 1; };
  Key key{};                    // meter, pool, step, number of its key
  Number value;                 // of a mean their sum; over time, times microseconds
  std::int64_t count = 0;       // of the values
  std::vector<Sample> samples;  // where some of the highest are chosen
};

// What stands now of a level, for one pool and key of its meter's first step.
struct LevelState {
  struct Change { Instant at = 0; Number by; };
  Key key{};                  // meter, pool, number of its key
  Number level;
  Instant since = INT64_MIN;  // it stands so
  bool stands = false;        // of an account's attributes: also at zero
  std::vector<Change> ahead;  // a heap, the next one first
  std::size_t rises = 0;      // how many of them raise it
};

// What the last record of the same gave to a level.
struct Standing {
  Key key{};  // meter, number of the value that is the same
  Index pool = 0, keys = 0;
  Number value;
};

// What a meter adds up to so far, for one pool.
struct Sum {
  Key key{};  // which of Plan::so_far, pool
  Number value;
};

// What look-backs may ask of a meter's closed windows.
struct History {
  struct Past { Instant window = 0; Number value; };  // by its begin
  Key key{};  // meter, pool
  std::vector<Past> values;
};

}  // namespace tariff
