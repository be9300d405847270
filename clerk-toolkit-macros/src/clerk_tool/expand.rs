//! Expand: the function as it was, a type of its name that carries the tool, and the tool's definition.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::check::Tool;
use super::function::Function;
use super::parameter::{Argument, Injected, Parameter};
use crate::errors::Errors;
use crate::names::camel_case;

/// After a mistake: the function, and a tool that other code can go on naming.
pub(super) fn fallback(krate: &TokenStream, function: &Function, errors: &Errors) -> TokenStream {
    let carrier = carrier(function);
    let conditions = function.conditions();
    let ident = &function.sig.ident;
    let name = camel_case(&ident.to_string());
    let path = path(ident);
    quote! {
        #errors
        #[allow(unused, clippy::all)]
        #function
        #carrier
        #(#conditions)*
        impl #krate::tool::Tool for #ident {
            const DEFINITION: &'static #krate::tool::Definition = &#krate::tool::Definition::broken(#name, #path);
        }
    }
}

pub(super) fn tool(krate: &TokenStream, function: &Function, tool: &Tool) -> TokenStream {
    let carrier = carrier(function);
    let conditions = function.conditions();
    let ident = &function.sig.ident;
    let parameters = Parameters::new(krate, &tool.parameters);
    let constants = &parameters.constants;
    let definition = definition(krate, function, tool, &parameters);
    let output = &tool.output;
    let answer = quote_spanned!(output.span()=> #krate::tool::__private::AnswerSlot::<#output>::new());
    quote! {
        #function
        #carrier
        #(#conditions)*
        const _: () = {
            #(#constants)*
            const ANSWER: #krate::tool::__private::AnswerSlot<#output> = #answer;
            impl #krate::tool::Tool for #ident {
                const DEFINITION: &'static #krate::tool::Definition = &#definition;
            }
        };
    }
}

/// The type of the function's name. A braced struct leaves the name free among values, where the function is.
fn carrier(function: &Function) -> TokenStream {
    let conditions = function.conditions();
    let (vis, ident) = (&function.vis, &function.sig.ident);
    quote! {
        #(#conditions)*
        #[doc(hidden)]
        #[allow(non_camel_case_types)]
        #vis struct #ident {}
    }
}

fn path(ident: &Ident) -> TokenStream {
    let ident = ident.to_string();
    quote!(::core::concat!(::core::module_path!(), "::", #ident))
}

fn definition(krate: &TokenStream, function: &Function, tool: &Tool, parameters: &Parameters) -> TokenStream {
    let Tool { name, title, description, idempotent, output, .. } = tool;
    let path = path(&function.sig.ident);
    let effect = tool.effect.tokens(krate);
    let access = tool.access.tokens(krate, tool.permission.as_ref());
    let category = match &tool.category {
        Some(category) => category.to_token_stream(),
        None => quote!(#krate::tool::__private::category_of(::core::module_path!())),
    };
    let (slots, injections) = (&parameters.slots, &parameters.injections);
    let prepare = prepare(krate, function, parameters);
    quote! {
        #krate::tool::Definition::new(#krate::tool::__private::Parts {
            name: #name,
            title: #title,
            description: #description,
            category: #category,
            path: #path,
            effect: #effect,
            idempotent: #idempotent,
            access: #access,
            parameters: &[#(#slots.parameter),*],
            requirements: &[#(#injections.requirement),*],
            output: || {
                #[allow(unused_imports)]
                use #krate::tool::__private::NoOutputSchema as _;
                #krate::tool::__private::Output::<#output>::new().schema()
            },
            prepare: #prepare,
        })
    }
}

/// From JSON to a call that is ready to run.
fn prepare(krate: &TokenStream, function: &Function, parameters: &Parameters) -> TokenStream {
    let ident = &function.sig.ident;
    let Parameters { slots, values, operands, .. } = parameters;
    let wait = function.sig.asyncness.map(|token| quote_spanned!(token.span=> .await));
    let arguments = Ident::new("arguments", Span::mixed_site());
    let state = Ident::new("state", Span::mixed_site());
    let take = match slots.is_empty() {
        true => quote!(let _ = #arguments;),
        false => quote! {
            let (#(::core::option::Option::Some(#values),)*) = (#(#slots.take(#arguments),)*) else {
                return ::core::result::Result::Err(#arguments.refuse());
            };
        },
    };
    // Spanned at the name, where the compiler then says that a future is not `Send`.
    let call = quote_spanned! {ident.span()=>
        ::std::boxed::Box::pin(async move { ANSWER.of(#ident(#(#operands),*) #wait) })
    };
    quote! {
        |#arguments| {
            #take
            ::core::result::Result::Ok(#krate::tool::__private::invocation(move |#state| {
                let _ = #state;
                #call
            }))
        }
    }
}

/// What the parameters come to in each place of the expansion.
#[derive(Default)]
struct Parameters {
    /// A constant for each, in which its type is checked.
    constants: Vec<TokenStream>,
    /// The names of the arguments' constants, and of the values taken from them.
    slots: Vec<Ident>,
    values: Vec<Ident>,
    /// The names of the injections' constants.
    injections: Vec<Ident>,
    /// What the function is called with, in its own order.
    operands: Vec<TokenStream>,
}

impl Parameters {
    fn new(krate: &TokenStream, parameters: &[Parameter]) -> Self {
        let mut all = Self::default();
        for (index, parameter) in parameters.iter().enumerate() {
            match parameter {
                Parameter::Argument(argument) => all.argument(krate, index, argument),
                Parameter::Injected(injected) => all.injection(krate, index, injected),
            }
        }
        all
    }

    fn argument(&mut self, krate: &TokenStream, index: usize, argument: &Argument) {
        let Argument { name, description, ty, .. } = argument;
        let slot = format_ident!("SLOT_{index}");
        let value = format_ident!("value_{index}", span = Span::mixed_site());
        let private = quote!(#krate::tool::__private);
        let mut new = quote_spanned! {ty.span()=>
            #private::Slot::<#ty>::new(#name, #description, !<#private::Slot<#ty>>::OPTIONAL)
        };
        if argument.scoped.is_some() {
            new.extend(quote_spanned!(ty.span()=> .scoped()));
        }
        if argument.unscoped.is_some() {
            new.extend(quote!(.unscoped()));
        }
        if let Some((span, function)) = &argument.default {
            new.extend(match function {
                Some(function) => quote_spanned!(function.span()=> .or(#function)),
                None => quote_spanned!(*span=> .or(<#ty as ::core::default::Default>::default)),
            });
        }
        self.constants.push(quote! {
            const #slot: #private::Slot<#ty> = {
                #[allow(unused_imports)]
                use #private::MaybeOptional as _;
                #new
            };
        });
        self.operands.push(value.to_token_stream());
        self.slots.push(slot);
        self.values.push(value);
    }

    fn injection(&mut self, krate: &TokenStream, index: usize, injected: &Injected) {
        let Injected { inner, optional } = injected;
        let constant = format_ident!("STATE_{index}");
        let state = Ident::new("state", Span::mixed_site());
        let private = quote!(#krate::tool::__private);
        let is_optional = optional.is_some();
        let new = quote_spanned!(inner.span()=> #private::Injection::<#inner>::new(#is_optional));
        self.constants.push(quote!(const #constant: #private::Injection<#inner> = #new;));
        match optional {
            Some(whole) => {
                self.constants.push(quote_spanned! {whole.span()=>
                    const _: fn(::core::option::Option<&#inner>) -> #whole = |state| state;
                });
                self.operands.push(quote!(#constant.optional(#state)));
            }
            None => self.operands.push(quote!(#constant.required(#state)?)),
        }
        self.injections.push(constant);
    }
}
