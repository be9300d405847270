//! Expand: the tables of a toolset, which the compiler computes, and a check for each entry.
//!
//! Code about an entry has the entry's place in the source, where the compiler then shows an error. The list is in the
//! scope of the tables, so they have names that no path in it begins with.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::parse::{Entry, Kind, Toolset};

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
        Kind::Spread(toolset) => quote_spanned!(entry.span=> __private::Part::spread(#index, #toolset)),
    };
    quote!(#(#attrs)* #part)
}

/// Where the compiler reports that an earlier entry has the same name.
fn check(index: usize, entry: &Entry) -> TokenStream {
    let attrs = &entry.attrs;
    let check = quote_spanned!(entry.span=> __private::check(__PARTS, &__TOOLS, &__BY_NAME, #index));
    quote!(#(#attrs)* const _: () = #check;)
}
