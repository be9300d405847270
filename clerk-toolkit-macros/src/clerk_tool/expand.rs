//! Expand: the function unchanged, a type of its name that carries the tool, and the tool's definition.
//!
//! The compiler should report a wrong type once, and at that type. Three things ensure it: code that checks a type has
//! the type's place in the source; everything is one body, in which the compiler leaves out what follows from an error
//! that it has reported; and that body belongs to a function in the same place as the user's, so that a type that does
//! not exist is the same error in both, and is reported once.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{LitStr, Type, TypePath};

use super::attribute::{Access, Attribute, Effect};
use super::check::Tool;
use super::docs::Prompt;
use super::function::Function;
use super::parameter::{Argument, Parameter};
use super::types::{self, Injected};
use crate::errors::Errors;
use crate::names::camel_case;
use crate::spans::ends;

/// After a mistake: the function, and a tool that other code can still name.
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
    let definition = definition(function, tool);
    let items = match tool.endpoint.as_ref().and_then(|endpoint| endpoint.body(krate)) {
        Some(body) => items(krate, &function.with_body(body), &definition),
        None => items(krate, function, &definition),
    };
    // A model calls the function and names every argument, so a long list of them cannot be mixed up.
    quote! {
        #[allow(clippy::too_many_arguments)]
        #items
    }
}

/// A braced struct is a type and not a value, so that it does not conflict with the function. The implementation is an
/// attribute's of the struct: in an `impl` block that the macro could not see, the compiler refuses the struct and leaves
/// out the rest.
fn items(krate: &TokenStream, function: &Function, definition: &TokenStream) -> TokenStream {
    let conditions = function.conditions();
    let deprecations = function.deprecations();
    let (vis, ident) = (&function.vis, &function.sig.ident);
    let head = quote_spanned!(ident.span()=> const fn __definition() -> &'static __private::Definition);
    let implementation = quote! {
        #[allow(deprecated)]
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
        #(#deprecations)*
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

fn effect(effect: Effect) -> TokenStream {
    let variant = match effect {
        Effect::Read => quote!(Read),
        Effect::Write => quote!(Write),
        Effect::Destructive => quote!(Destructive),
    };
    quote!(__private::Effect::#variant)
}

fn access(access: Access, permission: Option<&LitStr>) -> TokenStream {
    let variant = match (access, permission) {
        (Access::User, _) => quote!(User),
        (Access::Organization, Some(permission)) => {
            quote!(Organization { permission: ::core::option::Option::Some(#permission) })
        }
        (Access::Organization, None) => quote!(Organization { permission: ::core::option::Option::None }),
        (Access::Instance, _) => quote!(Instance),
        (Access::None, _) => quote!(None),
    };
    quote!(__private::Access::#variant)
}

fn definition(function: &Function, tool: &Tool) -> TokenStream {
    let Tool { name, title, description, idempotent, .. } = tool;
    let path = path(&function.sig.ident);
    let effect = effect(tool.effect);
    let access = access(tool.access, tool.permission.as_ref());
    let category = category(tool.category.as_ref());
    let mut names = Names { items: TokenStream::new(), count: 0, place: function.sig.ident.span() };
    let parameters = Parameters::new(&tool.parameters, &mut names);
    let Parameters { slots, injections, .. } = &parameters;
    let description = names.text(description);
    let output = names.of(&tool.output);
    let prepare = prepare(function, tool, &output, &parameters);
    let endpoint = match &tool.endpoint {
        Some(endpoint) => {
            let endpoint = endpoint.constant();
            quote!(::core::option::Option::Some(#endpoint))
        }
        None => quote!(::core::option::Option::None),
    };
    let items = names.items;
    quote! {{
        #[allow(unused_imports)]
        use __private::{MaybeOptional as _, MaybeShown as _, MaybeState as _, NoOutputSchema as _};
        #items
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
            endpoint: #endpoint,
        })
    }}
}

/// From JSON to a call that is ready to run.
fn prepare(function: &Function, tool: &Tool, output: &TokenStream, parameters: &Parameters) -> TokenStream {
    let Parameters { slots, values, .. } = parameters;
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
    let call = call(function, tool, output, parameters);
    quote! {
        |#arguments, #state| {
            let _ = #state;
            #take
            ::core::result::Result::Ok(#call)
        }
    }
}

/// The call: of an `async` function, its future; of any other, a thread on which it may block.
fn call(function: &Function, tool: &Tool, output: &TokenStream, parameters: &Parameters) -> TokenStream {
    let ident = &function.sig.ident;
    let operands = &parameters.operands;
    let wait = function.sig.asyncness.map(|token| quote_spanned!(token.span=> .await));
    let (state, slot, outcome) = (local("state"), local("slot"), local("outcome"));
    let (first, last) = ends(output);
    let mut new = quote_spanned!(first=> __private::OutputSlot::<#output>);
    new.extend(quote_spanned!(last=> ::new()));
    // At the place of the error's type, where the compiler then reports one that a tool cannot have.
    let error = quote_spanned!(types::error_span(&tool.output)=> error);
    // At the name, where the compiler then reports a future that is not `Send`.
    let call = quote_spanned!(ident.span()=> #ident(#(#operands),*) #wait);
    let body = quote_spanned! {ident.span()=> {
        let #slot = const { #new };
        match #slot.value(#call) {
            ::core::result::Result::Ok(#outcome) => #outcome,
            ::core::result::Result::Err(#outcome) => ::core::result::Result::Err(#slot.#error(#outcome)),
        }
    }};
    match function.sig.asyncness {
        Some(_) => quote_spanned!(ident.span()=> ::std::boxed::Box::pin(async move #body)),
        None => quote_spanned!(ident.span()=> __private::blocking(#state, move |#state| #body)),
    }
}

/// The parameters in each place of the expansion.
#[derive(Default)]
struct Parameters {
    /// Each argument with its type, and the variable that holds its value.
    slots: Vec<TokenStream>,
    values: Vec<Ident>,
    injections: Vec<TokenStream>,
    /// The arguments of the function's call, in its own order.
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
        let name = &argument.name;
        let description = names.text(&argument.description);
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
            let function = match function {
                Some(function) => names.default_function(ty, function.to_token_stream(), function.span()),
                None => quote_spanned!(*span=> <#ty as ::core::default::Default>::default),
            };
            slot.extend(quote_spanned!(*span=> .or(#function, || <__private::Slot<#ty>>::show(&#function()))));
        }
        let constraints = &argument.constraints.all;
        if !constraints.is_empty() {
            slot.extend(quote!(.constrained(const { &[#(#constraints),*] })));
        }
        let value = local(&format!("value_{}", self.values.len()));
        self.operands.push(value.to_token_stream());
        self.values.push(value);
        self.slots.push(slot);
    }

    fn injection(&mut self, Injected { inner, optional, owned }: &Injected, names: &mut Names) {
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
        names.state(inner, owned);
        self.injections.push(injection);
    }
}

/// Items that the expansion names in place of what the user wrote.
struct Names {
    items: TokenStream,
    count: usize,
    /// The place of the function's name.
    place: Span,
}

impl Names {
    /// A type. The compiler describes a plain name that does not exist in other words between angle brackets than outside
    /// of them, and would report two errors. An alias puts such a name outside, as in the function's signature.
    fn of(&mut self, ty: &Type) -> TokenStream {
        let plain = |path: &TypePath| path.path.segments.iter().all(|segment| segment.arguments.is_none());
        match ty {
            Type::Path(path) if path.qself.is_none() && plain(path) => {
                let alias = format_ident!("__Type{}", self.count, span = ty.span());
                self.count += 1;
                self.items.extend(quote!(type #alias = #ty;));
                alias.into_token_stream()
            }
            _ => ty.to_token_stream(),
        }
    }

    /// A check of a borrowed type, as a constant of its own, which the compiler always evaluates. It names the type in a
    /// function that has the span of the user's function, so that an error about a type that does not exist points there.
    fn state(&mut self, ty: &TokenStream, owned: &str) {
        let name = format_ident!("__is_argument_{}", self.count, span = self.place);
        self.count += 1;
        let message = format!(
            "an argument owns its data: use `{owned}`. If the application provides it, wrap it in a type of its own"
        );
        let (first, last) = ends(ty);
        let head = quote_spanned!(self.place=> const fn #name() -> bool);
        let mut check = quote_spanned!(first=> __private::check_state);
        check.extend(quote_spanned!(last=> (#name(), #message)));
        self.items.extend(quote! {
            #head {
                __private::Injection::<#ty>::IS_ARGUMENT
            }
            const _: () = #check;
        });
    }

    /// The function of a default value, named once, so that a wrong one is one error.
    fn default_function(&mut self, ty: &TokenStream, function: TokenStream, span: Span) -> TokenStream {
        let name = format_ident!("__DEFAULT_{}", self.count, span = span);
        self.count += 1;
        self.items.extend(quote_spanned!(span=> const #name: fn() -> #ty = #function;));
        name.into_token_stream()
    }

    /// A prompt. One that only the compiler knows is a constant of its own, which the compiler always evaluates.
    fn text(&mut self, prompt: &Prompt) -> TokenStream {
        match prompt {
            Prompt::Text(text) => text.to_token_stream(),
            Prompt::Constant { span, .. } => {
                let name = format_ident!("__TEXT_{}", self.count);
                self.count += 1;
                self.items.extend(quote_spanned!(*span=> const #name: &str = #prompt;));
                name.into_token_stream()
            }
        }
    }
}

/// A variable that the user's code does not see.
fn local(name: &str) -> Ident {
    format_ident!("{name}", span = Span::mixed_site())
}
