// Any bytes as usage, in every form that is read: reading must end, and each batch must be of one length.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "interpreter/read/usage_reader.hpp"

namespace {

tariff::Schema schema() {
  using tariff::Field;
  using tariff::FieldKind;
  Field choice{"c", FieldKind::choice, {"x", "y"}, false, false, false};
  Field number{"n", FieldKind::number, {}, false, true, true};
  Field instant{"i", FieldKind::instant, {}, false, false, true};
  Field text{"t", FieldKind::text, {}, false, false, false};
  return {{{"a", 0, 2}, {"b", 2, 2}}, {choice, number, instant, text}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<tariff::Input> inputs;
  inputs.emplace_back("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  tariff::ReadOptions options;
  options.max_record = 1 << 12;
  try {
    tariff::UsageReader reader(std::move(inputs), schema(), *tariff::Zone::load("Asia/Shanghai"), options);
    for (tariff::Batch batch; reader.next(batch);) {
      if (batch.times_at.size() != batch.rows || batch.accounts.size() != batch.rows) std::abort();
    }
  } catch (const tariff::ReadError&) {
  }
  return 0;
}
