// Types of expressions. Every function fills Checked::types and ::meanings for the expression and its parts,
// and reports what does not fit; what is null or was reported before is Type::unknown and passes quietly.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

// A rate of blocks (`per started 20 word`) has no value by itself: it is applied, or is a price.
enum class Position { value, applied };

Type type_of(Context& context, const ast::Expr& expression, const Scope& scope,
             Position position = Position::value);

// `what` names the place in the message: "the condition of the charge".
void demand_condition(Context& context, const ast::Expr& expression, const Scope& scope);
// False after a finding. An unknown type fits everything.
bool demand(Context& context, const ast::Expr& expression, const Scope& scope, const Type& wanted,
            const std::string& what);
// A constant of a field's type: a default, what a test sets or gives. Whole where the field is.
void demand_constant(Context& context, const ast::Expr& expression, const FieldInfo& field);

// A value of a choice by its name; false after the finding.
bool resolve_choice(Context& context, const ast::Expression& value, const Type& choice, Span declared);

// The type of what a reference means in a scope.
Type resolve(Context& context, const ast::Expression& whole, const ast::Reference& reference,
             const Scope& scope);
// Of a call of a define; none where there is no such define.
std::optional<Type> resolve_call(Context& context, const ast::Expression& whole, const ast::Call& call, const Scope& scope);
// What a meter is in the window in which the one of the scope is worked out.
Type meter_read(Context& context, const ast::Expression& whole, unsigned meter, const Scope& scope);
const DefineState& define_state(Context& context, unsigned index);
// The kind of record whose fields an expression names: -1 none, -2 after a finding.
int usage_of_names(Context& context, const ast::Expr& expression);

Type number_type(Dimension dimension);
Type plain_type(TypeKind kind);
bool same_type(const Type& a, const Type& b);
// "in word", "an instant", "a condition"
std::string describe(const Checked& checked, const Type& type);
// "`words` is in word"
std::string stated(const Context& context, const ast::Expression& expression, const Type& type);

}  // namespace tariff::checking
