#include "interpreter/command/tariffs_used.hpp"

#include "interpreter/write/sha256.hpp"

namespace tariff {

std::vector<TariffUsed> tariffs_used(const Compiled& newest) {
  const Book book = book_of(newest);
  std::vector<const Compiled*> versions;
  for (const Compiled* version = &newest; version; version = version->before.get()) versions.push_back(version);
  std::vector<TariffUsed> tariffs;
  for (std::size_t i = 0; i < book.size(); ++i) {
    const Source& text = newest.written[book.size() - 1 - i]->source;
    const Plan& plan = *book[i];
    std::string all(text.text());
    for (const std::string& table : versions[book.size() - 1 - i]->tables) all += table;
    tariffs.push_back({plan.name, plan.title, text.path(0), plan.zone.text(plan.effective_from), sha256(all)});
  }
  return tariffs;
}

std::vector<std::string> fingerprints(const std::vector<TariffUsed>& tariffs) {
  std::vector<std::string> all;
  for (const TariffUsed& used : tariffs) all.push_back(all.empty() ? used.sha256 : sha256(all.back() + used.sha256));
  return all;
}

}  // namespace tariff
