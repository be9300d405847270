//! Places in the source.

use proc_macro2::Span;
use quote::ToTokens;

/// The places of the first and the last token. The compiler shows an expression that begins at one and ends at the other
/// as everything between them.
pub(crate) fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut spans = tokens.to_token_stream().into_iter().map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    (first, spans.last().unwrap_or(first))
}
