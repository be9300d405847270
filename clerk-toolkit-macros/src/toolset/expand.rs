//! Expand: the tables of a map, laid out by the compiler, and a check for each entry.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::parse::{Entry, Kind, Map};

pub(super) fn map(krate: &TokenStream, map: &Map) -> TokenStream {
    let Map { attrs, vis, ident, ty, entries } = map;
    let private = quote!(#krate::tool::__private);
    let ty = match ty {
        Some(ty) => quote!(#ty),
        None => quote!(#krate::tool::Toolset),
    };
    if entries.is_empty() {
        return quote! {
            #(#attrs)*
            #vis const #ident: #ty = #krate::tool::Toolset::new(&#private::Table { tools: &[], by_name: &[] });
        };
    }
    let parts = entries.iter().enumerate().map(|(index, entry)| part(krate, index, entry));
    let checks = entries.iter().enumerate().map(|(index, entry)| check(krate, index, entry));
    quote! {
        #(#attrs)*
        #vis const #ident: #ty = {
            const PARTS: &[#private::Part] = &[#(#parts),*];
            const TOOLS: [&#krate::tool::Definition; #private::count(PARTS)] = #private::collect(PARTS);
            const BY_NAME: [u16; TOOLS.len()] = #private::sort(&TOOLS);
            #(#checks)*
            #krate::tool::Toolset::new(&#private::Table { tools: &TOOLS, by_name: &BY_NAME })
        };
    }
}

fn part(krate: &TokenStream, index: usize, entry: &Entry) -> TokenStream {
    let attrs = &entry.attrs;
    let private = quote!(#krate::tool::__private);
    let part = match &entry.kind {
        Kind::Tool(path) => quote_spanned! {entry.span=>
            #private::Part::one(#index, <#path as #krate::tool::Tool>::DEFINITION)
        },
        Kind::Spread(map) => quote_spanned!(entry.span=> #private::Part::spread(#index, #map)),
    };
    quote!(#(#attrs)* #part)
}

/// Spanned at the entry, where the compiler then says that its name is taken.
fn check(krate: &TokenStream, index: usize, entry: &Entry) -> TokenStream {
    let attrs = &entry.attrs;
    let call = quote_spanned! {entry.span=>
        #krate::tool::__private::check(PARTS, &TOOLS, &BY_NAME, #index)
    };
    quote!(#(#attrs)* const _: () = #call;)
}
