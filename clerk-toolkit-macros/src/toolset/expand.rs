//! Expand: the tables of a toolset, which the compiler computes, and a check for each entry.
//!
//! Code about an entry has the entry's place in the source, where the compiler then shows an error. The list is in the
//! scope of the tables, so they have names that no path in it begins with.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt;

use super::parse::{Entry, Kind, Toolset};
use crate::spans::ends;

pub(super) fn toolset(krate: &TokenStream, toolset: &Toolset) -> TokenStream {
    let Toolset { attrs, vis, ident, ty, entries } = toolset;
    let ty = match ty {
        Some(ty) => quote!(#ty),
        None => quote!(#krate::tool::Toolset),
    };
    if entries.is_empty() {
        return quote! {
            #(#attrs)*
            #vis const #ident: #ty = {
                use #krate::tool::__private;
                __private::Toolset::refused()
            };
        };
    }
    let parts = entries.iter().enumerate().map(|(index, entry)| part(index, entry));
    let checks = entries.iter().enumerate().map(|(index, entry)| check(index, entry));
    let tables = quote_spanned! {ident.span()=>
        const __PARTS: &[__private::Part] = &[#(#parts),*];
        const __TOOLS: [&__private::Definition; __private::count(__PARTS)] = __private::collect(__PARTS);
        const __BY_NAME: [u16; __TOOLS.len()] = __private::sort(&__TOOLS);
    };
    quote! {
        #(#attrs)*
        #vis const #ident: #ty = {
            use #krate::tool::__private;
            #tables
            #(#checks)*
            __private::Toolset::new(&__private::Table { tools: &__TOOLS, by_name: &__BY_NAME })
        };
    }
}

fn part(index: usize, entry: &Entry) -> TokenStream {
    let attrs = &entry.attrs;
    let part = match &entry.kind {
        Kind::Tool(path) => {
            let definition = definition(path, entry);
            quote_spanned!(entry.span=> __private::Part::one(#index, #definition))
        }
        Kind::Spread(expr) => {
            // The compiler reports a wrong type at the argument and at the call, and merges reports of one place.
            let (first, last) = ends(expr);
            let mut toolset = quote_spanned!(first=> __private::toolset);
            toolset.extend(quote_spanned!(last=> (#expr)));
            quote_spanned!(entry.span=> __private::Part::spread(#index, #toolset))
        }
    };
    quote!(#(#attrs)* #part)
}

/// The definition of the tool at a path. A path may also lead to a value that is not a tool, such as a function without
/// the macro, or a toolset. The compiler would say that this is not a type. So the path is imported under a name that means
/// `NotATool` in the block around the import: if the path does not lead to a type, the compiler finds `NotATool`.
fn definition(path: &Path, entry: &Entry) -> TokenStream {
    let name = alias(path);
    let import = quote_spanned!(entry.span=> #path as #name);
    let tool = quote_spanned!(entry.span=> <#name as __private::Tool>);
    quote! {{
        #[allow(unused_imports)]
        use __private::NotATool as #name;
        {
            #[allow(deprecated, unused_imports)]
            use #import;
            #tool::DEFINITION
        }
    }}
}

/// The last name of the path, so that messages show it. If the path begins with that name, `__` precedes it.
fn alias(path: &Path) -> Ident {
    let last = path.segments.last().map_or_else(|| format_ident!("_tool"), |last| last.ident.clone());
    match path.segments.first().is_some_and(|first| first.ident == last) {
        true => format_ident!("__{}", last.unraw(), span = last.span()),
        false => last,
    }
}

/// What is wrong with an entry that is not a tool. The case of its name suggests the remedy.
fn refusal(path: &Path) -> String {
    let shown = path.to_token_stream().to_string().replace(' ', "");
    let last = path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    match last.chars().any(char::is_lowercase) {
        true => format!("`{shown}` is not a tool: add `#[clerk_tool]` to the function"),
        false => format!("`{shown}` is not a tool. If it is a toolset, write `..{shown}`"),
    }
}

/// Where the compiler reports that the entry is not a tool, or that an earlier entry has the same name.
fn check(index: usize, entry: &Entry) -> TokenStream {
    let attrs = &entry.attrs;
    let refusal = match &entry.kind {
        Kind::Tool(path) => refusal(path),
        Kind::Spread(_) => String::new(),
    };
    let check = quote_spanned!(entry.span=> __private::check(__PARTS, &__TOOLS, &__BY_NAME, #index, #refusal));
    quote!(#(#attrs)* const _: () = #check;)
}
