// The pending receive has the state object, and that the socket.
using System;
using System.Net.Sockets;

class State
{
    public Socket Socket;
    public byte[] Buffer = new byte[100];
}

class Server
{
    public void OnAccept(IAsyncResult ar)
    {
        Socket listener = (Socket)ar.AsyncState;
        Socket client = listener.EndAccept(ar);
        State state = new State();
        state.Socket = client;
        client.BeginReceive(state.Buffer, 0, 100, SocketFlags.None, OnReceive, state);
    }

    private void OnReceive(IAsyncResult ar)
    {
        State state = (State)ar.AsyncState;
        if (state.Socket.EndReceive(ar) == 0) // expect: SOCK105
        {
            state.Socket.Close();
        }
    }
}
