//! A custom tool.

use std::sync::Mutex;

use clerk_toolkit::client::{ClerkClient, UserId};
use clerk_toolkit::{ToolError, clerk_tool, tool_type};

/// The open tickets. A real application would keep them in a database.
#[derive(Default)]
pub struct Tickets(Mutex<Vec<Ticket>>);

#[tool_type]
#[derive(Clone)]
pub struct Ticket {
    number: usize,
    summary: String,
    requested_by: String,
}

/// Open a support ticket for a user.
#[clerk_tool(effect = write)]
pub async fn open_ticket(
    clerk: &ClerkClient,
    tickets: &Tickets,
    /// The user who needs help, `user_…`
    user_id: UserId,
    /// One sentence.
    summary: String,
) -> Result<Ticket, ToolError> {
    let user = clerk.users().get(&user_id).await?;
    let mut tickets = tickets.0.lock().map_err(|_| ToolError::internal("The ticket system is not available."))?;
    let requested_by = user.first_name().unwrap_or("somebody").to_owned();
    let ticket = Ticket { number: tickets.len() + 1, summary, requested_by };
    tickets.push(ticket.clone());
    Ok(ticket)
}
