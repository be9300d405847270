//! Check: doc comments as prompts.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Meta};

use super::markdown;
use crate::errors::Errors;
use crate::text;

/// The longest description that every provider accepts, in characters.
const LONGEST: usize = 1024;

/// The description of a tool or of an argument.
pub(super) enum Prompt {
    /// Known now.
    Text(String),
    /// Known only to the compiler, which expands a macro such as `include_str!` after this one.
    Constant { text: TokenStream, span: Span },
}

impl Prompt {
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }
}

/// The prompt in an item's doc comments: the text before the first heading. What follows a heading, such as `# Errors`,
/// is for people.
pub(super) fn prompt(attrs: &[Attribute], errors: &mut Errors) -> Prompt {
    let docs: Vec<&Expr> = attrs.iter().filter_map(value).collect();
    let literals: Option<Vec<_>> = docs.iter().map(|doc| text::string(doc)).collect();
    let Some(literals) = literals else { return constant(&docs) };
    let text = markdown::prompt(literals.iter().flat_map(|doc| lines(&doc.value())));
    let length = text.chars().count();
    if let Some(first) = attrs.iter().find(|attr| is_doc(attr)).filter(|_| length > LONGEST) {
        errors.on(
            first,
            format!("a description has at most {LONGEST} characters, and this one has {length}: move the details below a heading, such as `# Details`"),
        );
    }
    Prompt::Text(text)
}

pub(super) fn is_doc(attr: &Attribute) -> bool {
    attr.path().is_ident("doc")
}

/// What stands after `doc =`. `#[doc(hidden)]` and its like have no text.
fn value(attr: &Attribute) -> Option<&Expr> {
    match &attr.meta {
        Meta::NameValue(meta) if is_doc(attr) => Some(&meta.value),
        _ => None,
    }
}

/// The lines for the compiler to put together. A value that is neither text nor a macro counts as text: the compiler
/// reports it.
fn constant(docs: &[&Expr]) -> Prompt {
    let is_unknown = |doc: &&&Expr| matches!(doc, Expr::Macro(_)) && text::string(doc).is_none();
    let span = docs.iter().find(is_unknown).map_or_else(Span::call_site, Spanned::span);
    let parts = docs.iter().map(|doc| match (doc, text::string(doc)) {
        (_, Some(text)) => text.to_token_stream(),
        (Expr::Macro(call), None) => call.to_token_stream(),
        _ => quote!("-"),
    });
    Prompt::Constant { text: quote_spanned!(span=> ::core::concat!(#(#parts, "\n"),*)), span }
}

/// The lines of one doc comment, without the asterisks that may stand before each line of a `/** … */`.
fn lines(doc: &str) -> Vec<String> {
    let starred = |line: &str| line.starts_with([' ', '\t']) && line.trim_start().starts_with('*');
    let all_starred =
        doc.lines().count() > 1 && doc.lines().skip(1).all(|line| line.trim().is_empty() || starred(line));
    let unstarred = |(index, line): (usize, &str)| match line.trim_start().strip_prefix('*') {
        Some(rest) if all_starred && index > 0 => rest.to_owned(),
        _ => line.to_owned(),
    };
    // An empty text is an empty line, and not no line.
    let text = if doc.is_empty() { "\n" } else { doc };
    text.lines().enumerate().map(unstarred).collect()
}

impl ToTokens for Prompt {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Text(text) => text.to_tokens(tokens),
            Self::Constant { text, span } => tokens.extend(quote_spanned!(*span=> __private::prompt(#text))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asterisks_of_a_block_comment_are_not_text() {
        assert_eq!(lines(" A list:\n * of\n *\n * lines "), [" A list:", " of", "", " lines "]);
        assert_eq!(lines("A list:\n* one\n* two"), ["A list:", "* one", "* two"]);
        assert_eq!(lines(""), [""]);
    }
}
