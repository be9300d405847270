//! Expand: the function as it was, a type of its name that carries the tool, and the tool's definition.
//!
//! What the compiler finds wrong with a type it should say once, and show at that type. Three things see to that:
//! code that checks a type has the type's place in the source; everything is one body, in which the compiler leaves
//! out what follows from an error it has reported; and that body belongs to a function that stands where the user's
//! does, so that a type that does not exist is the same error here as there, and not shown again.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{LitStr, Type, TypePath};

use super::attribute::Attribute;
use super::check::Tool;
use super::function::Function;
use super::parameter::{Argument, Parameter};
use super::types::Injected;
use crate::errors::Errors;
use crate::names::camel_case;

/// After a mistake: the function, and a tool that other code can go on naming.
pub(super) fn fallback(
    krate: &TokenStream,
    attribute: &Attribute,
    function: &Function,
    errors: &Errors,
) -> TokenStream {
    let ident = &function.sig.ident;
    let name = attribute.name.as_ref().map_or_else(|| camel_case(&ident.to_string()), LitStr::value);
    let (category, path) = (category(attribute.category.as_ref()), path(ident));
    let items = items(krate, function, &quote!(&__private::Definition::broken(#name, #category, #path)));
    quote! {
        #errors
        #[allow(unused, clippy::all)]
        #items
    }
}

pub(super) fn tool(krate: &TokenStream, function: &Function, tool: &Tool) -> TokenStream {
    items(krate, function, &definition(function, tool))
}

/// A braced struct leaves the name free among values, where the function is. All the rest hangs on it, since in an
/// `impl` block, which the macro cannot see around it, the compiler refuses the struct and so leaves out the rest.
fn items(krate: &TokenStream, function: &Function, definition: &TokenStream) -> TokenStream {
    let conditions: Vec<_> = function.conditions().collect();
    let (vis, ident) = (&function.vis, &function.sig.ident);
    let head = quote_spanned!(ident.span()=> const fn __definition() -> &'static __private::Definition);
    let implementation = quote! {
        const _: () = {
            use #krate::tool::__private;
            #head {
                const { #definition }
            }
            impl __private::Tool for #ident {
                const DEFINITION: &'static __private::Definition = __definition();
            }
        };
    };
    quote! {
        #function
        #(#conditions)*
        #[#krate::tool::__private::with(#implementation)]
        #[doc(hidden)]
        #[allow(non_camel_case_types, missing_copy_implementations, missing_debug_implementations)]
        #vis struct #ident {}
    }
}

fn path(ident: &Ident) -> TokenStream {
    let ident = ident.to_string();
    quote!(::core::concat!(::core::module_path!(), "::", #ident))
}

fn category(given: Option<&LitStr>) -> TokenStream {
    match given {
        Some(category) => category.to_token_stream(),
        None => quote!(__private::category_of(::core::module_path!())),
    }
}

fn definition(function: &Function, tool: &Tool) -> TokenStream {
    let Tool { name, title, description, idempotent, .. } = tool;
    let path = path(&function.sig.ident);
    let effect = tool.effect.tokens();
    let access = tool.access.tokens(tool.permission.as_ref());
    let category = category(tool.category.as_ref());
    let mut names = Names::default();
    let parameters = Parameters::new(&tool.parameters, &mut names);
    let Parameters { slots, injections, .. } = &parameters;
    let output = names.of(&tool.output);
    let prepare = prepare(function, &output, &parameters);
    let aliases = names.aliases;
    quote! {{
        #[allow(unused_imports)]
        use __private::{MaybeOptional as _, NoOutputSchema as _, SerializedOutput as _};
        #aliases
        &__private::Definition::new(__private::Parts {
            name: #name,
            title: #title,
            description: #description,
            category: #category,
            path: #path,
            effect: #effect,
            idempotent: #idempotent,
            access: #access,
            parameters: const { &[#(#slots.parameter()),*] },
            requirements: const { &[#(#injections.requirement),*] },
            output: || __private::OutputSchema::<#output>::new().schema(),
            prepare: #prepare,
        })
    }}
}

/// From JSON to a call that is ready to run.
fn prepare(function: &Function, output: &TokenStream, parameters: &Parameters) -> TokenStream {
    let ident = &function.sig.ident;
    let Parameters { slots, values, operands, .. } = parameters;
    let wait = function.sig.asyncness.map(|token| quote_spanned!(token.span=> .await));
    let (arguments, state) = (local("arguments"), local("state"));
    let positions = 0..slots.len();
    let take = match slots.is_empty() {
        true => quote!(let _ = #arguments;),
        false => quote! {
            let (#(::core::option::Option::Some(#values),)*) = (#(const { #slots }.take(#arguments, #positions),)*) else {
                return ::core::result::Result::Err(#arguments.refuse());
            };
        },
    };
    let (first, last) = ends(output);
    let mut answer = quote_spanned!(first=> __private::OutputSlot::<#output>);
    answer.extend(quote_spanned!(last=> ::new()));
    // Spanned at the name, where the compiler then says that a future is not `Send`.
    let call = quote_spanned! {ident.span()=>
        ::std::boxed::Box::pin(async move { const { #answer }.of(#ident(#(#operands),*) #wait) })
    };
    quote! {
        |#arguments, #state| {
            let _ = #state;
            #take
            ::core::result::Result::Ok(#call)
        }
    }
}

/// What the parameters come to in each place of the expansion.
#[derive(Default)]
struct Parameters {
    /// Each argument with its type, and the name of the value taken from it.
    slots: Vec<TokenStream>,
    values: Vec<Ident>,
    injections: Vec<TokenStream>,
    /// What the function is called with, in its own order.
    operands: Vec<TokenStream>,
}

impl Parameters {
    fn new(parameters: &[Parameter], names: &mut Names) -> Self {
        let mut all = Self::default();
        for parameter in parameters {
            match parameter {
                Parameter::Argument(argument) => all.argument(argument, names),
                Parameter::Injected(injected) => all.injection(injected, names),
            }
        }
        all
    }

    fn argument(&mut self, argument: &Argument, names: &mut Names) {
        let Argument { name, description, .. } = argument;
        let ty = &names.of(&argument.ty);
        let (first, last) = ends(ty);
        let mut slot = quote_spanned!(first=> __private::Slot::<#ty>);
        slot.extend(quote_spanned!(last=> ::new(#name, #description, !<__private::Slot<#ty>>::OPTIONAL)));
        if let Some(span) = argument.scoped {
            slot.extend(quote_spanned!(span=> .scoped()));
        }
        if argument.unscoped.is_some() {
            slot.extend(quote!(.unscoped()));
        }
        if let Some((span, function)) = &argument.default {
            slot.extend(match function {
                Some(function) => quote!(.or(#function)),
                None => quote_spanned!(*span=> .or(<#ty as ::core::default::Default>::default)),
            });
        }
        let value = local(&format!("value_{}", self.values.len()));
        self.operands.push(value.to_token_stream());
        self.values.push(value);
        self.slots.push(slot);
    }

    fn injection(&mut self, Injected { inner, optional }: &Injected, names: &mut Names) {
        let inner = &match optional {
            Some(_) => inner.to_token_stream(),
            None => names.of(inner),
        };
        let is_optional = optional.is_some();
        let (first, last) = ends(inner);
        let mut injection = quote_spanned!(first=> __private::Injection::<#inner>);
        injection.extend(quote_spanned!(last=> ::new(#is_optional)));
        let state = local("state");
        self.operands.push(match optional {
            Some(whole) => {
                let (first, last) = ends(whole);
                let mut lend = quote_spanned!(first=> __private::lend);
                lend.extend(quote_spanned!(last=> ::<#whole, _>));
                quote!(#lend(const { #injection }.optional(#state)))
            }
            None => quote!(const { #injection }.required(#state)?),
        });
        self.injections.push(injection);
    }
}

/// How the expansion writes a type that the user has written.
///
/// A plain name that does not exist is explained in other words between angle brackets than outside of them, and would
/// be two errors. An alias lets such a name stand outside, as it does in the function's signature.
#[derive(Default)]
struct Names {
    aliases: TokenStream,
    count: usize,
}

impl Names {
    fn of(&mut self, ty: &Type) -> TokenStream {
        let plain = |path: &TypePath| path.path.segments.iter().all(|segment| segment.arguments.is_none());
        match ty {
            Type::Path(path) if path.qself.is_none() && plain(path) => {
                let alias = format_ident!("__Type{}", self.count, span = ty.span());
                self.count += 1;
                self.aliases.extend(quote!(type #alias = #ty;));
                alias.into_token_stream()
            }
            _ => ty.to_token_stream(),
        }
    }
}

/// A variable that the user's own code does not see.
fn local(name: &str) -> Ident {
    format_ident!("{name}", span = Span::mixed_site())
}

/// The places of the first and the last token. An expression that begins at one and ends at the other is shown as the
/// whole of what is between them.
fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut spans = tokens.to_token_stream().into_iter().map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    (first, spans.last().unwrap_or(first))
}
