//! Expand: the tables of a map, laid out by the compiler, and a check for each entry.
//!
//! Code about an entry has its place in the source, where an error is then shown. The names that the tables have are
//! ones that no path in the list begins with, since the list stands in their scope.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::parse::{Entry, Kind, Map};

pub(super) fn map(krate: &TokenStream, map: &Map) -> TokenStream {
    let Map { attrs, vis, ident, ty, entries } = map;
    let ty = match ty {
        Some(ty) => quote!(#ty),
        None => quote!(#krate::tool::Toolset),
    };
    if entries.is_empty() {
        return quote! {
            #(#attrs)*
            #vis const #ident: #ty = {
                use #krate::tool::__private;
                __private::Toolset::new(&__private::Table { tools: &[], by_name: &[] })
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
        Kind::Tool(path) => quote_spanned! {entry.span=>
            __private::Part::one(#index, <#path as __private::Tool>::DEFINITION)
        },
        Kind::Spread(map) => quote_spanned!(entry.span=> __private::Part::spread(#index, #map)),
    };
    quote!(#(#attrs)* #part)
}

/// Where the compiler then says that the entry's name is taken.
fn check(index: usize, entry: &Entry) -> TokenStream {
    let attrs = &entry.attrs;
    let check = quote_spanned!(entry.span=> __private::check(__PARTS, &__TOOLS, &__BY_NAME, #index));
    quote!(#(#attrs)* const _: () = #check;)
}
