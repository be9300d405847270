//! Parse: the function under the attribute.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::visit::{self, Visit};
use syn::{Attribute, FnArg, ImplItemFn, ItemFn, Signature, TraitItemFn, Visibility};

use super::parameter;

/// A function whose body is not parsed: the compiler reports what is wrong there.
pub(super) struct Function {
    pub(super) attrs: Vec<Attribute>,
    pub(super) vis: Visibility,
    pub(super) sig: Signature,
    body: TokenStream,
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let next = input.fork();
        let sig = input.parse().map_err(|_| next.error("`#[clerk_tool]` goes on a function"))?;
        Ok(Self { attrs, vis, sig, body: input.parse()? })
    }
}

/// Whether the tokens are meant as a function, even one whose signature is wrong.
pub(super) fn is_function(item: &TokenStream) -> bool {
    const BEFORE: [&str; 7] = ["pub", "default", "const", "async", "unsafe", "safe", "extern"];
    let mut words = item.clone().into_iter().filter(|token| matches!(token, TokenTree::Ident(_)));
    words.find(|word| !BEFORE.contains(&word.to_string().as_str())).is_some_and(|word| word.to_string() == "fn")
}

fn is_braced(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

impl Function {
    /// Whether a body follows the signature.
    pub(super) fn has_body(&self) -> bool {
        self.body.clone().into_iter().any(|token| is_braced(&token))
    }

    /// The function with another body.
    pub(super) fn with_body(&self, body: TokenStream) -> Self {
        Self { attrs: self.attrs.clone(), vis: self.vis.clone(), sig: self.sig.clone(), body }
    }

    /// Whether a type of the function's name can be defined beside it.
    pub(super) fn is_free(&self) -> bool {
        self.sig.receiver().is_none() && !self.is_associated()
    }

    /// Whether the function is in an `impl` or a trait, as far as can be told. A macro does not see what is around its
    /// item, so that a function without `self` looks the same everywhere; the source file says where it is.
    pub(super) fn is_associated(&self) -> bool {
        let place = Span::call_site().unwrap();
        // An attribute in the first column is not inside of anything.
        if place.column() <= 1 {
            return false;
        }
        let source = place.local_file().and_then(|file| std::fs::read_to_string(file).ok());
        let Some(file) = source.and_then(|source| syn::parse_file(&source).ok()) else { return false };
        let mut places = Places { name: self.sig.ident.to_string(), ..Places::default() };
        places.visit_file(&file);
        places.associated && !places.free
    }

    /// Other `#[clerk_tool]` attributes of the function, whatever path they are written with.
    pub(super) fn repetitions(&self) -> impl Iterator<Item = &Attribute> {
        self.attrs.iter().filter(|attr| is_clerk_tool(attr))
    }

    /// The conditions under which the function exists, and with it everything that is made from it.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &Attribute> {
        self.attrs.iter().filter(|attr| attr.path().is_ident("cfg"))
    }

    /// The attributes that the tool has too: listing a deprecated tool is a use of it.
    pub(super) fn deprecations(&self) -> impl Iterator<Item = &Attribute> {
        self.attrs.iter().filter(|attr| attr.path().is_ident("deprecated"))
    }
}

fn is_clerk_tool(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|segment| segment.ident == "clerk_tool")
}

/// Where a source file has tools of one name.
#[derive(Default)]
struct Places {
    name: String,
    associated: bool,
    free: bool,
}

impl Places {
    fn is_it(&self, sig: &Signature, attrs: &[Attribute]) -> bool {
        sig.ident == self.name && attrs.iter().any(is_clerk_tool)
    }
}

impl<'ast> Visit<'ast> for Places {
    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.free |= self.is_it(&function.sig, &function.attrs);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.associated |= self.is_it(&function.sig, &function.attrs);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast TraitItemFn) {
        self.associated |= self.is_it(&function.sig, &function.attrs);
        visit::visit_trait_item_fn(self, function);
    }
}

/// The function without what only the macro understands, and without what the compiler would refuse after the macro
/// has refused it.
impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attrs, vis, sig, body } = self;
        let attrs = attrs.iter().filter(|attr| !is_clerk_tool(attr));
        let mut sig = sig.clone();
        sig.variadic = None;
        for input in &mut sig.inputs {
            let attrs = match input {
                FnArg::Receiver(receiver) => &mut receiver.attrs,
                FnArg::Typed(typed) => &mut typed.attrs,
            };
            attrs.retain(|attr| !parameter::is_ours(attr));
        }
        let body = if self.has_body() { body } else { &quote!({ ::core::unimplemented!() }) };
        tokens.extend(quote!(#(#attrs)* #vis #sig #body));
    }
}
