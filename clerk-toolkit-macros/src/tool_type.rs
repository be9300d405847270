//! `#[tool_type]`: a struct or an enum that a model can pass or read.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Data, DeriveInput, Field, Fields, Path, Token};

use crate::errors::Errors;
use crate::krate;

pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let given = options.parse2(attribute).unwrap_or_else(|error| {
        errors.add(error);
        None
    });
    let mut input: DeriveInput = match syn::parse2(item.clone()) {
        Ok(input) => input,
        Err(error) => {
            let error = syn::Error::new(error.span(), "`#[tool_type]` goes on a struct or an enum");
            errors.add(error);
            return quote!(#errors #item);
        }
    };
    if let Data::Union(data) = &input.data {
        errors.at(data.union_token.span, "`#[tool_type]` goes on a struct or an enum");
        return quote!(#errors #item);
    }
    if let Some(lifetime) = input.generics.lifetimes().next() {
        errors.on(lifetime, "an argument owns its data: leave the lifetime out, and use owned types such as `String`");
        return quote!(#errors #item);
    }
    if let Some(again) = input.attrs.iter().position(is_tool_type) {
        errors.on(input.attrs.remove(again), "`#[tool_type]` is given twice");
    }
    let krate = krate::path(given.as_ref());
    let span = input.ident.span();
    let serde_path = quote!(#krate::serde).to_string().replace(' ', "");
    let schemars_path = quote!(#krate::schemars).to_string().replace(' ', "");
    let defaults = defaults(&input);
    let conditions = input.attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
    let ident = &input.ident;
    let (generics, arguments, clause) = input.generics.split_for_impl();
    let mut traits = vec![quote!(tool::__private::ArgumentType)];
    if is_text(&input.data) {
        traits.push(quote!(client::QueryValue));
    }
    let conditions: Vec<_> = conditions.collect();
    let markers = traits.iter().map(|name| {
        quote! {
            #(#conditions)*
            #[diagnostic::do_not_recommend]
            impl #generics #krate::#name for #ident #arguments #clause {}
        }
    });
    quote_spanned! {span=>
        #errors
        #[derive(#krate::serde::Serialize, #krate::serde::Deserialize, #krate::schemars::JsonSchema)]
        #[serde(crate = #serde_path #defaults)]
        #[schemars(crate = #schemars_path)]
        #input
        #(#markers)*
    }
}

/// The path of `crate = path`, the only option.
fn options(input: ParseStream<'_>) -> syn::Result<Option<Path>> {
    if input.is_empty() {
        return Ok(None);
    }
    if !krate::is_next(input) {
        let message =
            "the only option is `crate = path`: write `#[serde(…)]` and `#[schemars(…)]` below for anything else";
        return Err(syn::Error::new_spanned(input.parse::<TokenStream>()?, message));
    }
    let path = krate::parse(input)?;
    input.parse::<Option<Token![,]>>()?;
    Ok(Some(path))
}

fn is_tool_type(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|segment| segment.ident == "tool_type")
}

/// Whether the values are texts: those of an enum whose variants have no content.
fn is_text(data: &Data) -> bool {
    match data {
        Data::Enum(data) => data.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit)),
        Data::Struct(_) | Data::Union(_) => false,
    }
}

/// Names in camel case and no unknown fields, unless the type's own attributes say otherwise.
fn defaults(input: &DeriveInput) -> TokenStream {
    let mut defaults = TokenStream::new();
    let is_enum = matches!(input.data, Data::Enum(_));
    if !says(&input.attrs, "rename_all") {
        defaults.extend(quote!(, rename_all = "camelCase"));
    }
    if is_enum && !says(&input.attrs, "rename_all_fields") {
        defaults.extend(quote!(, rename_all_fields = "camelCase"));
    }
    let open = ["deny_unknown_fields", "transparent", "untagged", "from", "try_from"];
    let fields: Vec<&Field> = match &input.data {
        Data::Struct(data) => data.fields.iter().collect(),
        Data::Enum(data) => data.variants.iter().flat_map(|variant| &variant.fields).collect(),
        Data::Union(_) => Vec::new(),
    };
    let flattened = fields.iter().any(|field| says(&field.attrs, "flatten"));
    if !flattened && !open.iter().any(|option| says(&input.attrs, option)) {
        defaults.extend(quote!(, deny_unknown_fields));
    }
    defaults
}

/// Whether a `#[serde(…)]` among the attributes has the option. Serde reports what is wrong with it.
fn says(attrs: &[Attribute], option: &str) -> bool {
    attrs.iter().filter(|attr| attr.path().is_ident("serde")).any(|attr| {
        let mut found = false;
        let _ = attr.parse_nested_meta(|meta| {
            found |= meta.path.is_ident(option);
            if meta.input.peek(syn::Token![=]) {
                meta.value()?.parse::<syn::Expr>()?;
            } else if meta.input.peek(syn::token::Paren) {
                meta.input.parse::<proc_macro2::Group>()?;
            }
            Ok(())
        });
        found
    })
}
