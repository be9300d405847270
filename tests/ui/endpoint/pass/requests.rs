use clerk_toolkit::client::{ClerkClient, Metadata, OrganizationId, User, UserId};
use clerk_toolkit::serde_json::Value;
use clerk_toolkit::tool::Tool;
use clerk_toolkit::{ToolError, clerk_tool, tool_type};

type Clerk = ClerkClient;
type Answer<T> = Result<T, ToolError>;

#[tool_type]
pub struct Address {
    street_name: String,
    zip: Option<String>,
}

#[tool_type]
pub enum Order {
    CreatedAt,
    LastSignInAt,
}

/// Find users.
#[clerk_tool(effect = read, endpoint = "GET /users")]
pub async fn find_users(
    clerk: &Clerk,
    /// Addresses.
    #[wire("email_address")]
    emails: Option<Vec<String>>,
    /// The order.
    order_by: Option<Order>,
    /// The kind.
    r#type: Option<String>,
    /// How many.
    #[serde(default)]
    #[schemars(range(min = 1))]
    limit: u32,
) -> Answer<Vec<User>>;

/// Change a person.
#[clerk_tool(effect = write, endpoint = concat!("PATCH /organizations/{organization_id}", "/people/{user_id}"))]
pub async fn change(
    /// The organization.
    #[wire("organization_id")]
    organization: OrganizationId,
    client: &ClerkClient,
    /// The person.
    user_id: UserId,
    /// Where the person lives.
    addresses: Vec<Address>,
    /// Anything.
    public_metadata: Metadata,
) -> Answer<Value>;

/// Create several.
#[clerk_tool(effect = write, endpoint = "POST /things/bulk")]
pub async fn create_things(
    clerk: &ClerkClient,
    /// The things.
    #[wire(body)]
    things: Vec<Address>,
) -> Answer<()>;

/// Delete a thing, or pretend to.
#[clerk_tool(effect = destructive, endpoint = "DELETE /things/{number}")]
pub async fn delete_thing(
    clerk: &ClerkClient,
    /// Its number.
    number: u64,
    /// Whether to pretend.
    #[wire(skip)]
    pretend: bool,
) -> Answer<()> {
    match pretend {
        true => Ok(()),
        false => Ok(clerk.delete(("things", number)).send().await?),
    }
}

macro_rules! readers {
    ($($name:ident: $endpoint:literal => $output:ty;)+) => {$(
        /// Read something.
        #[clerk_tool(effect = read, endpoint = $endpoint)]
        pub async fn $name(clerk: &ClerkClient) -> Answer<$output>;
    )+};
}

readers! {
    read_instance: "GET /instance" => Value;
    count_users: "GET /users/count" => Value;
}

#[test]
fn runs() {
    let endpoint = |definition: &'static clerk_toolkit::tool::Definition| {
        let endpoint = definition.endpoint().expect("an endpoint");
        (endpoint.to_string(), endpoint.query(), endpoint.body())
    };
    let names: &[&str] = &["email_address", "order_by", "type", "limit"];
    assert_eq!(endpoint(find_users::DEFINITION), ("GET /users".to_owned(), names, None));
    let names: &[&str] = &["addresses", "public_metadata"];
    let change = endpoint(change::DEFINITION);
    assert_eq!(change, ("PATCH /organizations/{organization_id}/people/{user_id}".to_owned(), &[][..], Some(names)));
    assert_eq!(endpoint(create_things::DEFINITION), ("POST /things/bulk".to_owned(), &[][..], Some(&[][..])));
    assert_eq!(endpoint(delete_thing::DEFINITION), ("DELETE /things/{number}".to_owned(), &[][..], None));
    assert_eq!(endpoint(read_instance::DEFINITION), ("GET /instance".to_owned(), &[][..], None));
}
