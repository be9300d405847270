//! Your own tools: state, enums, nested types and errors, in one toolset with a built-in tool.
//!
//! The example does not depend on `serde` or `schemars`: `#[tool_type]` derives their traits.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Mutex;

use clerk_toolkit::client::UserId;
use clerk_toolkit::sandbox::{Sandbox, demo};
use clerk_toolkit::serde_json::json;
use clerk_toolkit::{
    ClerkClient, ClerkError, ClerkToolkit, ResultExt, ToolError, catalog, clerk_tool, tool_type, toolset,
};

/// State: data of the application that tools borrow.
struct Shop {
    orders: Mutex<BTreeMap<u64, Order>>,
    return_policy: PathBuf,
}

#[tool_type]
#[derive(Clone, Debug)]
struct Order {
    buyer: UserId,
    cents: u64,
    #[serde(default)]
    refunded: bool,
}

/// The reason for a refund.
#[tool_type]
#[derive(Clone, Copy, Debug)]
enum Reason {
    /// The order never arrived.
    Lost,
    /// The order arrived broken.
    Damaged,
    /// The buyer changed their mind.
    ChangedMind,
}

/// A nested argument. The model reads its doc comments too.
#[tool_type]
#[derive(Debug)]
struct Notice {
    /// The message to the buyer.
    text: String,
    /// The languages to send it in, as BCP 47 tags.
    #[serde(default)]
    languages: Vec<String>,
}

/// Errors: your own type, with the text that a model reads.
enum RefundError {
    NoSuchOrder(u64),
    AlreadyRefunded,
    Clerk(ClerkError),
    Unavailable,
}

impl From<ClerkError> for RefundError {
    fn from(error: ClerkError) -> Self {
        Self::Clerk(error)
    }
}

impl From<RefundError> for ToolError {
    fn from(error: RefundError) -> Self {
        match error {
            RefundError::NoSuchOrder(number) => {
                ToolError::new("order_not_found", format!("Order {number} does not exist."))
                    .with_hint("Ask the user for the number.")
            }
            RefundError::AlreadyRefunded => ToolError::new("already_refunded", "The order has already been refunded."),
            RefundError::Clerk(error) => error.into(),
            RefundError::Unavailable => ToolError::internal("The shop is not available."),
        }
    }
}

/// Refund an order and tell its buyer.
#[clerk_tool(effect = destructive, category = "shop")]
async fn refund_order(
    clerk: &ClerkClient,
    shop: &Shop,
    /// The order's number.
    order: u64,
    /// The reason.
    reason: Reason,
    /// Sent to the buyer by email.
    notice: Option<Notice>,
) -> Result<Order, RefundError> {
    let buyer = {
        let orders = shop.orders.lock().map_err(|_| RefundError::Unavailable)?;
        orders.get(&order).ok_or(RefundError::NoSuchOrder(order))?.buyer.clone()
    };
    // A custom tool can use every method of the client.
    let buyer = clerk.users().get(&buyer).await?;
    let mut orders = shop.orders.lock().map_err(|_| RefundError::Unavailable)?;
    let order = orders.get_mut(&order).ok_or(RefundError::NoSuchOrder(order))?;
    if std::mem::replace(&mut order.refunded, true) {
        return Err(RefundError::AlreadyRefunded);
    }
    println!("  (refunded {:?} for {reason:?}, notice: {notice:?})", buyer.first_name());
    Ok(order.clone())
}

/// Return the revenue without refunded orders, in cents.
// A tool does not have to be async.
#[clerk_tool(effect = read, access = none, category = "shop")]
fn revenue(shop: &Shop) -> Result<u64, ToolError> {
    let orders = shop.orders.lock().map_err(|_| ToolError::internal("The shop is not available."))?;
    Ok(orders.values().filter(|order| !order.refunded).map(|order| order.cents).sum())
}

/// Read the shop's return policy.
// The model reads the code and the message. Only the application reads the `io::Error`.
#[clerk_tool(effect = read, access = none, category = "shop")]
fn return_policy(shop: &Shop) -> Result<String, ToolError> {
    std::fs::read_to_string(&shop.return_policy).tool_err("policy_unavailable", "The return policy is not available.")
}

toolset! {
    const SHOP = [refund_order, revenue, return_policy, catalog::users::get_user];
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let clerk = ClerkClient::builder().secret_key(sandbox.secret_key()).api_url(sandbox.url()).build()?;
    let order = Order { buyer: demo::GRACE.parse()?, cents: 4200, refunded: false };
    let shop = Shop {
        orders: Mutex::new(BTreeMap::from([(7, order)])),
        // This file does not exist, to show the error.
        return_policy: PathBuf::from("no-such-folder/return-policy.txt"),
    };
    let toolkit = ClerkToolkit::builder().client(clerk).tools(SHOP).state(shop).build()?;

    for tool in toolkit.category("shop") {
        println!("{} ({}): {}\n  {}\n", tool.name(), tool.effect(), tool.description(), tool.input_schema());
    }
    let notice = json!({ "text": "Sorry!", "languages": ["en"] });
    for (name, arguments) in [
        ("revenue", json!({})),
        ("refundOrder", json!({ "order": 7, "reason": "damaged", "notice": notice })),
        ("revenue", json!({})),
        // Mistakes that a model makes, and the errors that it reads.
        ("refundOrder", json!({ "order": 7, "reason": "damaged" })),
        ("refundOrder", json!({ "order": 8, "reason": "lost" })),
        ("refundOrder", json!({ "order": "7", "reason": "bored", "notice": { "text": 1 } })),
        ("refundOrder", json!({ "order": 7, "reasons": "lost" })),
        // A failure whose cause the model does not read.
        ("returnPolicy", json!({})),
    ] {
        println!("{name} {arguments}");
        match toolkit.call(name, arguments).await {
            Ok(output) => println!("  ok      {output}\n"),
            Err(error) => {
                println!("  failed  {error}");
                if let Some(source) = error.source() {
                    println!("  (only the application reads the cause: {source})");
                }
                println!();
            }
        }
    }
    Ok(())
}
