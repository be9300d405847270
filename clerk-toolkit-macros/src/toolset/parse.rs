//! Parse and check: `pub const SUPPORT = [..users::TOOLS, billing::refund_order];`.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::token::Bracket;
use syn::{Attribute, Expr, Ident, Path, Token, Type, Visibility, bracketed};

use crate::errors::Errors;

const CONSTANT: &str = "a tool map is a constant: `pub const NAME = […];`";

pub(super) struct Map {
    pub(super) attrs: Vec<Attribute>,
    pub(super) vis: Visibility,
    pub(super) ident: Ident,
    pub(super) ty: Option<Type>,
    /// Empty after a mistake in the list, and never otherwise.
    pub(super) entries: Vec<Entry>,
}

pub(super) struct Entry {
    pub(super) attrs: Vec<Attribute>,
    pub(super) kind: Kind,
    /// Where an error about the entry points.
    pub(super) span: Span,
}

pub(super) enum Kind {
    Tool(Path),
    Spread(Expr),
}

/// Every map that can be made out; a list with a mistake in it comes out empty.
pub(super) fn maps(input: TokenStream, errors: &mut Errors) -> Vec<Map> {
    let mut maps = Vec::new();
    if input.is_empty() {
        errors.at(Span::call_site(), "expected a map: `pub const NAME = [..MAP, path::to::tool];`");
    }
    let parser = |input: ParseStream<'_>| {
        while !input.is_empty() {
            maps.push(map(input, errors).inspect_err(|_| skip(input))?);
        }
        Ok(())
    };
    if let Err(error) = parser.parse2(input) {
        errors.add(error);
    }
    maps
}

fn map(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Map> {
    let attrs = input.call(Attribute::parse_outer)?;
    let vis = input.parse()?;
    if input.peek(Token![static]) {
        errors.add(input.error(CONSTANT));
        input.parse::<Token![static]>()?;
    } else {
        input.parse::<Token![const]>().map_err(|error| syn::Error::new(error.span(), CONSTANT))?;
    }
    let ident = input.parse()?;
    let ty = match input.parse::<Option<Token![:]>>()? {
        Some(_) => Some(input.parse()?),
        None => None,
    };
    let entries = list(input, errors).unwrap_or_else(|error| {
        errors.add(error);
        to_next_map(input);
        Vec::new()
    });
    Ok(Map { attrs, vis, ident, ty, entries })
}

fn list(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Vec<Entry>> {
    input.parse::<Token![=]>()?;
    let list;
    if !input.peek(Bracket) {
        return Err(input.error("expected a list: `[..MAP, path::to::tool]`"));
    }
    let bracket = bracketed!(list in input);
    if list.is_empty() {
        return Err(syn::Error::new(bracket.span.join(), "a tool map has at least one tool"));
    }
    let entries = entries(&list).inspect_err(|_| skip(&list))?;
    if input.parse::<Option<Token![;]>>()?.is_none() {
        errors.at(bracket.span.close(), "expected `;` after the list");
    }
    Ok(entries)
}

/// Leaves out what is left of a map with a mistake in it.
fn to_next_map(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![;]) && input.parse::<TokenTree>().is_ok() {}
    let _ = input.parse::<Option<Token![;]>>();
}

fn entries(list: ParseStream<'_>) -> syn::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    while !list.is_empty() {
        entries.push(entry(list)?);
        if list.is_empty() {
            break;
        }
        list.parse::<Token![,]>()
            .map_err(|error| syn::Error::new(error.span(), "expected `,`: an entry is a tool's path, or `..MAP`"))?;
    }
    Ok(entries)
}

fn entry(list: ParseStream<'_>) -> syn::Result<Entry> {
    let attrs = list.call(Attribute::parse_outer)?;
    if list.peek(Token![..]) {
        list.parse::<Token![..]>()?;
        let expr: Expr = list.parse()?;
        let span = match &expr {
            Expr::Path(path) => last_word(&path.path),
            other => other.span(),
        };
        return Ok(Entry { attrs, kind: Kind::Spread(expr), span });
    }
    let path = list
        .call(Path::parse_mod_style)
        .map_err(|error| syn::Error::new(error.span(), "an entry is a tool's path, or `..MAP`"))?;
    let span = last_word(&path);
    Ok(Entry { attrs, kind: Kind::Tool(path), span })
}

fn last_word(path: &Path) -> Span {
    path.segments.last().map_or_else(|| path.span(), |segment| segment.ident.span())
}

/// Leaves nothing behind for syn to complain about a second time.
fn skip(list: ParseStream<'_>) {
    while !list.is_empty() && list.parse::<TokenTree>().is_ok() {}
}
