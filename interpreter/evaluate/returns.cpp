#include "interpreter/evaluate/returns.hpp"

#include <algorithm>
#include <limits>

#include "interpreter/evaluate/queues.hpp"

namespace tariff {
namespace {

using Draw = Drawn::Draw;

constexpr Index in_units = 0, in_money = 1;

bool pays_money(const Plan& plan, const Account& account, Index source) {
  return source != none && plan.packages[account.packages[source].package].money;
}

// As a payer of the quantity: packages in money pay the price of what is left, as postpaid does.
Index payer_of(const Plan& plan, const Account& account, Index source) {
  return pays_money(plan, account, source) ? none : source;
}

const Cover* cover_of(const Plan& plan, const Account& account, const Demand& demand, Index source) {
  return source == none ? nullptr : cover_of(plan.packages[account.packages[source].package], demand.meter);
}

Drawn* find_drawn(const Account& account, const Demand& demand, Index kind) {
  return const_cast<Account&>(account).drawn.find({demand.item, demand.pool, demand.row, kind});
}

// What was taken for a part of a draw; in whole steps, where it is drawn in steps.
Number taken_for(const Draw& draw, const Number& part, const Cover* cover) {
  if (part == draw.quantity) return draw.taken;
  const Number taken = draw.taken * part / draw.quantity;
  return cover && !cover->step.is_zero() ? taken.rounded(cover->step * cover->ratio, RoundingMode::down) : taken;
}

void add_draw(Drawn& drawn, Index source, const Number& quantity, const Number& taken) {
  if (drawn.draws.empty() || drawn.draws.back().source != source) drawn.draws.push_back({source, {}, {}});
  drawn.draws.back().quantity += quantity;
  drawn.draws.back().taken += taken;
}

// Takes a quantity off the latest draws of one source.
void take_off(Drawn& drawn, Index source, Number quantity, const Cover* cover) {
  for (std::size_t i = drawn.draws.size(); i-- > 0 && quantity.sign() > 0;) {
    Draw& draw = drawn.draws[i];
    if (draw.source != source) continue;
    const Number part = std::min(draw.quantity, quantity);
    draw.taken -= taken_for(draw, part, cover);
    draw.quantity -= part;
    quantity -= part;
    if (draw.quantity.is_zero()) drawn.draws.erase(drawn.draws.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void note(Account& account, const Key& key, Index source, const Number& quantity, const Number& taken, const Cover* cover) {
  if (quantity.is_zero()) return;
  Drawn& drawn = account.drawn.at(key);
  if (quantity.sign() > 0) {
    add_draw(drawn, source, quantity, taken);
  } else {
    take_off(drawn, source, -quantity, cover);
  }
}

// Of the latest draws that come to a quantity, which shrinks: the source of each, and its part.
template <typename Give>
void unwind(const Drawn* drawn, Number& quantity, Give give) {
  if (!drawn) return;
  for (std::size_t i = drawn->draws.size(); i-- > 0 && quantity.sign() > 0;) {
    const Draw& draw = drawn->draws[i];
    const Number part = std::min(draw.quantity, quantity);
    quantity -= part;
    give(draw, part);
  }
}

// The share of one payer of a demand.
Share& share_of(std::vector<Share>& shares, Index number, Index source) {
  const auto known = std::find_if(shares.begin(), shares.end(), [&](const Share& share) {
    return share.demand == number && share.source == source;
  });
  if (known != shares.end()) return *known;
  shares.push_back({number, source, {}, {}, {}});
  return shares.back();
}

}  // namespace

bool is_return(const Plan& plan, const Demand& demand) {
  return demand.item != none && plan.items[demand.item].gives_back && demand.quantity.sign() < 0;
}

void note_draw(const Plan& plan, Account& account, const Demand& demand, const Share& share, std::int64_t times) {
  const Item& item = plan.items[demand.item];
  if (!item.gives_back) return;
  const Number count(times);
  const Index payer = payer_of(plan, account, share.source);
  const Cover* cover = cover_of(plan, account, demand, payer);
  note(account, {demand.item, demand.pool, demand.row, in_units}, payer, share.quantity * count,
       payer == none ? Number() : share.taken * count, cover);
  if (payer == none && plan.charges[item.charge].money)
    note(account, {demand.item, demand.pool, demand.row, in_money}, share.source, share.amount * count, {}, nullptr);
}

Returned share_return(Ledger& ledger, const Account& account, const Demand& demand, Index number) {
  Returned returned{{}, -demand.quantity};
  unwind(find_drawn(account, demand, in_units), returned.beyond, [&](const Draw& draw, const Number& part) {
    if (draw.source == none) {
      returned.paid += part;
      return;
    }
    Share& share = share_of(ledger.shares, number, draw.source);
    share.quantity -= part;
    share.taken -= taken_for(draw, part, cover_of(ledger.plan, account, demand, draw.source));
  });
  return returned;
}

Number share_return_of_money(Ledger& ledger, const Account& account, const Demand& demand, Index number, Number amount,
                             Number& quantity) {
  Number postpaid;
  unwind(find_drawn(account, demand, in_money), amount, [&](const Draw& draw, const Number& part) {
    if (draw.source == none) {
      postpaid += part;
      return;
    }
    Share& share = share_of(ledger.shares, number, draw.source);
    share.quantity -= std::exchange(quantity, Number());
    share.taken -= part;
    share.amount -= part;
  });
  return amount + postpaid;
}

std::int64_t returns_alike(const Plan& plan, const Account& account, const Demand& demand, const Share& share) {
  std::int64_t alike = std::numeric_limits<std::int64_t>::max();
  const auto narrow = [&](Index kind, Index source, const Number& each) {
    const Drawn* drawn = find_drawn(account, demand, kind);
    if (!drawn || drawn->draws.empty() || each.sign() <= 0) return;
    const Draw& last = drawn->draws.back();
    const auto fits = last.source == source ? last.quantity.steps(each, RoundingMode::down).to_int64() : std::nullopt;
    alike = std::min(alike, std::max<std::int64_t>(fits.value_or(1), 1));
  };
  const Index payer = payer_of(plan, account, share.source);
  const Cover* cover = cover_of(plan, account, demand, payer);
  if (cover && !cover->step.is_zero()) return 1;
  narrow(in_units, payer, -share.quantity);
  if (payer == none) narrow(in_money, share.source, -share.amount);
  return alike;
}

void put_back(const Plan& plan, Account& account, Index package, const Number& taken, Instant now) {
  HeldPackage& held = account.packages[package];
  if (held.refunded || held.lost <= now) return;
  const bool spent = is_spent(plan, held, now);
  held.left = std::min(held.left + taken, held.filled);
  if (spent) put_in_order(plan, account, now);
}

}  // namespace tariff
