//! Invalid input does not stop the server: it does not crash or hang, it loses no response, and it writes only protocol
//! messages.
//!
//! The server's own tests check single responses in one process. These tests send invalid input to the binary. Each
//! valid request in between must get its usual response.

mod clerk;
mod client;
mod floods;
mod fuzz;
mod heads;
mod http;
mod lines;
mod load;
mod messages;
mod stdio;
mod web;
