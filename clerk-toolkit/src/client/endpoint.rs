//! What the body of a tool consists of that `#[clerk_tool]` writes.
//!
//! Each function requires one trait of one type, and the macro calls it at the place of that type. So a type that cannot
//! be there is one error, at the type.

use std::borrow::Cow;
use std::marker::PhantomData;

use super::clerk::ClerkClient;
use super::error::ClerkError;
use super::paging::Answer;
use super::path::{PathSegment, Sealed};
use super::request::Request;

/// The client that a tool without a body borrows.
#[diagnostic::on_unimplemented(
    message = "a tool without a body sends its request with the client, not with `{Self}`",
    label = "expected `&ClerkClient`",
    note = "borrow `&ClerkClient`; or write a body, which may use anything else"
)]
pub trait Client {
    /// The client.
    fn client(&self) -> &ClerkClient;
}

impl Client for ClerkClient {
    fn client(&self) -> &ClerkClient {
        self
    }
}

/// The client.
pub fn client<C: Client + ?Sized>(client: &C) -> &ClerkClient {
    client.client()
}

/// A segment that has been checked, so that the rest of the path causes no further error.
#[derive(Debug)]
pub struct Checked<'a>(Cow<'a, str>);

/// A parameter that is a segment of the path.
pub fn segment<T: PathSegment>(parameter: &T) -> Checked<'_> {
    Checked(parameter.as_segment())
}

impl Sealed for Checked<'_> {}
impl PathSegment for Checked<'_> {
    fn as_segment(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

/// A type that can be read from a response: any that implements `Deserialize`, and `Page`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from Clerk's response",
    label = "does not implement `Deserialize`",
    note = "a tool without a body returns what Clerk sends: a resource of `clerk_toolkit::client`, `serde_json::Value`, a \
            type of your own with `#[clerk_toolkit::tool_type]`, or `()` for nothing",
    note = "write a body to return anything else"
)]
pub trait FromResponse: Answer {}

#[diagnostic::do_not_recommend]
impl<T: Answer> FromResponse for T {}

/// An error that a failed request can become.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the error of a tool without a body",
    label = "does not implement `From<ClerkError>`",
    note = "use `ClerkError` or `ToolError`, or implement `From<clerk_toolkit::ClerkError>` for `{Self}`"
)]
pub trait FromClerkError: From<ClerkError> {}

#[diagnostic::do_not_recommend]
impl<E: From<ClerkError>> FromClerkError for E {}

/// The return type of a tool without a body.
#[derive(Debug)]
pub struct Reply<R>(PhantomData<R>);

impl<R> Reply<R> {
    /// A reply of that type.
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T, E> Reply<Result<T, E>> {
    /// Sends the request and reads the response.
    #[allow(clippy::missing_errors_doc)]
    pub async fn receive(self, request: Request<'_>) -> Result<T, E>
    where
        T: FromResponse,
        E: FromClerkError,
    {
        Ok(request.send().await?)
    }
}

/// The method for a type that is not a `Result`, which the definition of the tool reports.
pub trait NoResult<R>: Sized {
    /// Never called.
    #[allow(async_fn_in_trait)]
    async fn receive(self, _: Request<'_>) -> R {
        unreachable!("the tool did not compile")
    }
}

impl<R> NoResult<R> for Reply<R> {}
