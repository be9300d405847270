//! Errors of other types as errors that a model reads.

use std::borrow::Cow;
use std::error::Error;

use super::ToolError;

/// Turns any error into a [`ToolError`], for `?` in a tool.
///
/// The model reads the code and the message that you write here. It never reads the error's own text, which may name
/// tables, addresses or secrets; the application finds that error in [`source`](Error::source). An `Option` that is
/// `None` becomes an error in the same way.
///
/// ```
/// use clerk_toolkit::{ResultExt, ToolError, clerk_tool};
///
/// /// Read the name of an order's customer.
/// #[clerk_tool(effect = read, access = none)]
/// async fn customer_name(
///     /// The order's number.
///     order: u64,
/// ) -> Result<String, ToolError> {
///     let file = std::fs::read_to_string("orders.txt").tool_err("orders_unavailable", "Orders cannot be read now.")?;
///     let line = file.lines().find(|line| line.starts_with(&format!("{order} "))).tool_err_with(|| {
///         ToolError::new("order_not_found", format!("Order {order} does not exist."))
///             .with_hint("Ask the user for the number.")
///     })?;
///     Ok(line.to_owned())
/// }
/// ```
///
/// The parameter `Via` only tells the implementations apart; the compiler infers it.
pub trait ResultExt<T, Via>: Sized {
    /// The value, or an error with this code (`snake_case`) and this message for the model.
    ///
    /// # Errors
    /// The new error, if `self` is not a value.
    fn tool_err(
        self,
        code: impl Into<Cow<'static, str>>,
        message: impl Into<Cow<'static, str>>,
    ) -> Result<T, ToolError> {
        self.tool_err_with(|| ToolError::new(code, message))
    }

    /// The value, or the error that the closure makes: for a message that is formatted, or an error with a hint.
    ///
    /// # Errors
    /// The new error, if `self` is not a value.
    fn tool_err_with(self, error: impl FnOnce() -> ToolError) -> Result<T, ToolError>;
}

/// An error that can be a [`source`](Error::source). `Via` tells the implementations apart.
#[doc(hidden)]
pub trait Cause<Via> {
    /// The error as a source.
    fn into_source(self) -> Box<dyn Error + Send + Sync>;
}

/// The cause is an error that can be moved to another thread.
#[doc(hidden)]
#[derive(Debug)]
pub enum ViaError {}

/// The cause is the text of an error that cannot be moved to another thread.
#[doc(hidden)]
#[derive(Debug)]
pub enum ViaText {}

/// `None` has no cause.
#[doc(hidden)]
#[derive(Debug)]
pub enum ViaOption {}

impl<E: Into<Box<dyn Error + Send + Sync>>> Cause<ViaError> for E {
    fn into_source(self) -> Box<dyn Error + Send + Sync> {
        self.into()
    }
}

impl Cause<ViaText> for Box<dyn Error> {
    fn into_source(self) -> Box<dyn Error + Send + Sync> {
        self.to_string().into()
    }
}

// One implementation for all errors, so that the compiler infers the type of `text.parse()`.
impl<T, E: Cause<Via>, Via> ResultExt<T, Via> for Result<T, E> {
    fn tool_err_with(self, error: impl FnOnce() -> ToolError) -> Result<T, ToolError> {
        self.map_err(|source| error().with_source(source.into_source()))
    }
}

impl<T> ResultExt<T, ViaOption> for Option<T> {
    fn tool_err_with(self, error: impl FnOnce() -> ToolError) -> Result<T, ToolError> {
        self.ok_or_else(error)
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;
    use std::io;

    use super::*;

    fn source(error: &ToolError) -> Option<String> {
        error.source().map(ToString::to_string)
    }

    #[test]
    fn the_model_reads_the_author_s_words_and_the_application_the_source() {
        let failed: Result<(), io::Error> = Err(io::Error::other("secret"));
        let error = failed.tool_err("orders_unavailable", "Orders cannot be read now.").unwrap_err();
        assert_eq!((error.code(), error.message()), ("orders_unavailable", "Orders cannot be read now."));
        assert_eq!(source(&error).as_deref(), Some("secret"));
        assert!(error.source().is_some_and(|source| source.is::<io::Error>()), "the error itself is kept");
        for shown in [error.to_string(), format!("{error:?}"), error.to_value().to_string()] {
            assert!(!shown.contains("secret"), "{shown}");
        }
    }

    #[test]
    fn errors_of_every_usual_type_are_converted() {
        let boxed: Box<dyn Error> = "a".into();
        let sendable: Box<dyn Error + Send + Sync> = "a".into();
        let errors = [
            Err::<(), _>("a").tool_err("code", "Message."),
            Err::<(), _>(String::from("a")).tool_err("code", "Message."),
            Err::<(), _>(boxed).tool_err("code", "Message."),
            Err::<(), _>(sendable).tool_err("code", "Message."),
        ];
        for error in errors {
            assert_eq!(source(&error.unwrap_err()).as_deref(), Some("a"));
        }
        let absent = None::<()>.tool_err_with(|| ToolError::new("code", "Message.").with_hint("Hint."));
        assert_eq!(absent.unwrap_err().hint(), Some("Hint."));
        let parsed: Result<u32, ToolError> = "5".parse().tool_err("code", "Message.");
        assert_eq!(parsed, Ok(5));
    }
}
