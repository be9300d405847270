//! Texts that are known when the macro runs: string literals, and `concat!` and `stringify!` of literals.
//!
//! The compiler hands the arguments of an attribute macro over unexpanded, so that any other macro is unknown here.

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprUnary, Lit, LitStr, Macro, Token, UnOp};

/// The text of an expression that is a string.
pub(crate) fn string(expr: &Expr) -> Option<LitStr> {
    match bare(expr) {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.clone()),
            _ => None,
        },
        Expr::Macro(call) => expanded(&call.mac).map(|text| LitStr::new(&text, call.mac.path.span())),
        _ => None,
    }
}

/// What `concat!` or `stringify!` expands to.
fn expanded(call: &Macro) -> Option<String> {
    match call.path.segments.last()?.ident.to_string().as_str() {
        "concat" => {
            let parts = call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated).ok()?;
            parts.iter().map(part).collect()
        }
        "stringify" => Some(call.tokens.to_string()),
        _ => None,
    }
}

/// One argument of `concat!`.
fn part(expr: &Expr) -> Option<String> {
    match bare(expr) {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            Lit::Char(character) => Some(character.value().to_string()),
            Lit::Bool(boolean) => Some(boolean.value.to_string()),
            Lit::Int(number) => Some(number.base10_digits().to_owned()),
            Lit::Float(number) => Some(number.base10_digits().to_owned()),
            _ => None,
        },
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => part(expr).map(|number| format!("-{number}")),
        Expr::Macro(call) => expanded(&call.mac),
        _ => None,
    }
}

/// The expression without the invisible group that `macro_rules!` puts around it.
fn bare(expr: &Expr) -> &Expr {
    match expr {
        Expr::Group(group) => bare(&group.expr),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_put_together_as_the_compiler_does() {
        for (source, text) in [
            (r#""a b""#, Some("a b")),
            (r#"concat!("a", 'b', 1, -2, 0.5, true, concat!("c", "d"),)"#, Some("ab1-20.5truecd")),
            ("::core::concat!()", Some("")),
            (r#"concat!(stringify!(ban_user), "!")"#, Some("ban_user!")),
            (r#"include_str!("a.md")"#, None),
            (r#"concat!("a", env!("B"))"#, None),
            ("5", None),
            ("NAME", None),
        ] {
            let expr: Expr = syn::parse_str(source).expect("an expression");
            assert_eq!(string(&expr).map(|text| text.value()).as_deref(), text, "{source}");
        }
    }
}
