//! Parse and check: `pub const SUPPORT = [..users::TOOLS, billing::refund_order];`.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::token::{Bracket, Paren};
use syn::{Attribute, Expr, Ident, Path, Token, Type, Visibility, bracketed};

use crate::errors::Errors;
use crate::krate;

const CONSTANT: &str = "a toolset is a constant: `pub const NAME = […];`";

pub(super) struct Input {
    /// From `crate = path;` before the first toolset.
    pub(super) krate: Option<Path>,
    /// Every toolset that can be understood; one with a mistake in its list is empty.
    pub(super) toolsets: Vec<Toolset>,
}

pub(super) struct Toolset {
    pub(super) attrs: Vec<Attribute>,
    pub(super) vis: Visibility,
    pub(super) ident: Ident,
    pub(super) ty: Option<Type>,
    /// Empty only after a mistake in the list.
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

pub(super) fn input(tokens: TokenStream, errors: &mut Errors) -> Input {
    let (mut krate, mut toolsets) = (None, Vec::new());
    let parser = |input: ParseStream<'_>| {
        if krate::is_next(input) {
            krate = Some(krate_path(input).inspect_err(|_| skip(input))?);
        }
        if input.is_empty() {
            errors.at(Span::call_site(), "expected a toolset: `pub const NAME = [..TOOLSET, path::to::tool];`");
        }
        while !input.is_empty() {
            toolsets.push(toolset(input, errors).inspect_err(|_| skip(input))?);
        }
        Ok(())
    };
    if let Err(error) = parser.parse2(tokens) {
        errors.add(error);
    }
    Input { krate, toolsets }
}

fn krate_path(input: ParseStream<'_>) -> syn::Result<Path> {
    let path = krate::parse(input)?;
    input.parse::<Token![;]>().map_err(|error| syn::Error::new(error.span(), "expected `;` after the path"))?;
    Ok(path)
}

fn toolset(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Toolset> {
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
        to_next_toolset(input);
        Vec::new()
    });
    Ok(Toolset { attrs, vis, ident, ty, entries })
}

fn list(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Vec<Entry>> {
    input.parse::<Token![=]>()?;
    let list;
    if !input.peek(Bracket) {
        return Err(input.error("expected a list: `[..TOOLSET, path::to::tool]`"));
    }
    let bracket = bracketed!(list in input);
    if list.is_empty() {
        return Err(syn::Error::new(
            bracket.span.join(),
            "a toolset has at least one tool: for none, use `Toolset::EMPTY`",
        ));
    }
    let entries = entries(&list, errors).inspect_err(|_| skip(&list))?;
    if input.parse::<Option<Token![;]>>()?.is_none() {
        errors.at(bracket.span.close(), "expected `;` after the list");
    }
    Ok(entries)
}

/// Leaves out the rest of a toolset with a mistake in it.
fn to_next_toolset(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![;]) && input.parse::<TokenTree>().is_ok() {}
    let _ = input.parse::<Option<Token![;]>>();
}

fn entries(list: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    while !list.is_empty() {
        entries.push(entry(list, errors)?);
        if list.is_empty() {
            break;
        }
        list.parse::<Token![,]>().map_err(|error| {
            syn::Error::new(error.span(), "expected `,`: an entry is the path of a tool, or `..TOOLSET`")
        })?;
    }
    Ok(entries)
}

fn entry(list: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Entry> {
    let attrs = list.call(Attribute::parse_outer)?;
    if list.peek(Token![...]) {
        let dots: Token![...] = list.parse()?;
        errors.on(dots, "a toolset is listed with two dots: `..TOOLSET`");
        return Ok(Entry { attrs, span: list.span(), kind: Kind::Spread(list.parse()?) });
    }
    if is_method_call(list) {
        errors.at(list.span(), "write `..` before a selection: `..TOOLSET.select([…])`");
        return Ok(Entry { attrs, span: list.span(), kind: Kind::Spread(list.parse()?) });
    }
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
        .map_err(|error| syn::Error::new(error.span(), "an entry is the path of a tool, or `..TOOLSET`"))?;
    let span = last_word(&path);
    if list.peek(Paren) {
        errors.at(list.span(), "a tool is listed by its path, and not called: leave the parentheses out");
        list.parse::<TokenTree>()?;
    }
    Ok(Entry { attrs, kind: Kind::Tool(path), span })
}

/// Whether a path with a method follows, such as `TOOLSET.select(["users"])`.
fn is_method_call(list: ParseStream<'_>) -> bool {
    let ahead = list.fork();
    ahead.call(Path::parse_mod_style).is_ok() && ahead.peek(Token![.]) && !ahead.peek(Token![..])
}

fn last_word(path: &Path) -> Span {
    path.segments.last().map_or_else(|| path.span(), |segment| segment.ident.span())
}

/// Leaves nothing behind that syn would report a second time.
fn skip(list: ParseStream<'_>) {
    while !list.is_empty() && list.parse::<TokenTree>().is_ok() {}
}
