//! Check: the constraints of a parameter, in the syntax of `schemars`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, ExprUnary, Ident, Lit, LitInt, Meta, UnOp};

use crate::errors::Errors;
use crate::suggest::nearest;

const OPTIONS: [&str; 5] = ["range", "length", "regex", "email", "url"];
const TAKES: &str = "a parameter takes `range(…)`, `length(…)`, `regex(pattern = \"…\")`, `email` and `url`: give the argument a type of your own, with `#[tool_type]`, for anything else";

/// The constraints of one parameter, each an expression of the type `Constraint`.
#[derive(Default)]
pub(super) struct Constraints {
    pub(super) all: Vec<TokenStream>,
    given: Vec<String>,
}

impl Constraints {
    /// Reads one `#[schemars(…)]`.
    pub(super) fn read(&mut self, attr: &Attribute, errors: &mut Errors) {
        if !matches!(attr.meta, Meta::List(_)) {
            return errors.on(attr, TAKES);
        }
        if let Err(error) = attr.parse_nested_meta(|meta| self.option(&meta)) {
            errors.add(error);
        }
    }

    fn option(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let name = meta.path.get_ident().map(Ident::to_string).unwrap_or_default();
        if self.given.contains(&name) {
            return Err(meta.error(format!("`{name}` is given twice")));
        }
        self.given.push(name.clone());
        match name.as_str() {
            "range" => self.range(meta),
            "length" => self.length(meta),
            "regex" => self.regex(meta),
            "email" | "url" => self.format(meta, &name),
            "pattern" => Err(meta.error("write `regex(pattern = \"…\")`")),
            _ => Err(meta.error(match nearest(&name, OPTIONS) {
                Some(near) => format!("unknown option `{name}`: did you mean `{near}`?"),
                None => TAKES.to_owned(),
            })),
        }
    }

    fn range(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        const EXPECTED: &str = "`range` takes `min` and `max`: `range(min = 1, max = 10)`";
        let mut values = values(meta, ["min", "max"], EXPECTED)?;
        check_order(&values)?;
        let value = |expr: &Expr| {
            let number = number(expr);
            quote_spanned!(expr.span()=> || __private::Bound::json(#number))
        };
        let (least, most) = (values.remove(0), values.remove(0));
        self.add("least", least.as_ref().map(value));
        self.add("most", most.as_ref().map(value));
        Ok(())
    }

    fn length(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        const EXPECTED: &str = "`length` takes `min` and `max`, or `equal`: `length(min = 1, max = 10)`";
        let mut values = values(meta, ["min", "max", "equal"], EXPECTED)?;
        let equal = values.remove(2);
        if equal.is_some() && values.iter().any(Option::is_some) {
            return Err(meta.error(EXPECTED));
        }
        check_order(&values)?;
        let value = |expr: &Expr| {
            quote_spanned!(expr.span()=> || {
                let length: usize = #expr;
                __private::Bound::json(length)
            })
        };
        let (least, most) = (values.remove(0), values.remove(0));
        self.add("shortest", least.or_else(|| equal.clone()).as_ref().map(value));
        self.add("longest", most.or(equal).as_ref().map(value));
        Ok(())
    }

    fn regex(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        const EXPECTED: &str = "`regex` takes `pattern`: `regex(pattern = \"…\")`";
        let pattern = values(meta, ["pattern"], EXPECTED)?.remove(0);
        let value = |expr: &Expr| {
            quote_spanned!(expr.span()=> || {
                let pattern: &str = #expr;
                __private::Constraint::text(pattern)
            })
        };
        self.add("pattern", pattern.as_ref().map(value));
        Ok(())
    }

    fn format(&mut self, meta: &ParseNestedMeta<'_>, name: &str) -> syn::Result<()> {
        if !meta.input.is_empty() && !meta.input.peek(syn::Token![,]) {
            return Err(meta.error(format!("`{name}` takes no value")));
        }
        if ["email", "url"].iter().all(|format| self.given.iter().any(|given| given == format)) {
            return Err(meta.error("an argument is either an `email` or a `url`"));
        }
        let format = if name == "url" { "uri" } else { name };
        self.add("format", Some(quote!(|| __private::Constraint::text(#format))));
        Ok(())
    }

    fn add(&mut self, kind: &str, value: Option<TokenStream>) {
        let kind = quote::format_ident!("{kind}");
        self.all.extend(value.map(|value| quote!(__private::Constraint::#kind(#value))));
    }
}

/// The values of `name = value` in parentheses, in the order of `names`. At least one is given.
fn values<const N: usize>(
    meta: &ParseNestedMeta<'_>,
    names: [&str; N],
    expected: &str,
) -> syn::Result<Vec<Option<Expr>>> {
    if !meta.input.peek(syn::token::Paren) {
        return Err(meta.error(expected));
    }
    let mut values: Vec<Option<Expr>> = vec![None; N];
    meta.parse_nested_meta(|option| {
        let Some(position) = names.iter().position(|name| option.path.is_ident(name)) else {
            return Err(option.error(expected));
        };
        if values[position].is_some() {
            return Err(option.error(format!("`{}` is given twice", names[position])));
        }
        let Ok(value) = option.value() else { return Err(option.error(expected)) };
        values[position] = Some(value.parse()?);
        Ok(())
    })
    .map_err(|error| match error.to_string().starts_with("unexpected") {
        true => syn::Error::new(error.span(), expected),
        false => error,
    })?;
    if values.iter().all(Option::is_none) { Err(meta.error(expected)) } else { Ok(values) }
}

/// Refuses bounds that exclude every value, if both are literals.
fn check_order(values: &[Option<Expr>]) -> syn::Result<()> {
    match (values[0].as_ref().and_then(literal), values[1].as_ref().zip(values[1].as_ref().and_then(literal))) {
        (Some(least), Some((expr, most))) if least > most => {
            Err(syn::Error::new(expr.span(), "no value is valid: `min` is greater than `max`"))
        }
        _ => Ok(()),
    }
}

fn literal(expr: &Expr) -> Option<f64> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        Expr::Lit(ExprLit { lit: Lit::Float(number), .. }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => literal(expr).map(|number| -number),
        _ => None,
    }
}

/// A number. A literal without a suffix would be an `i32`, which is too small for some bounds.
fn number(expr: &Expr) -> TokenStream {
    let plain = match expr {
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => expr,
        expr => expr,
    };
    let is_whole = matches!(plain, Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) if number.suffix().is_empty());
    let (true, Expr::Lit(ExprLit { lit: Lit::Int(given), .. })) = (is_whole, plain) else { return quote!(#expr) };
    let is_negated = !std::ptr::eq(plain, expr);
    let suffix = if is_negated || given.base10_parse::<i64>().is_ok() { "i64" } else { "u64" };
    let typed = LitInt::new(&format!("{}{suffix}", given.base10_digits()), given.span());
    if is_negated { quote!(-#typed) } else { quote!(#typed) }
}
