// The receiver is an element of a dictionary of sockets, got by index, by out variable and as a lambda's parameter.
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;

public class RoomServer
{
    private readonly Dictionary<string, Socket> rooms = new Dictionary<string, Socket>();

    public void Add(string name, Socket room) => rooms[name] = room;

    public void Ring(string name)
    {
        var room = rooms[name];
        if (room.Connected) // expect: SOCK301 (guard-io)
            room.Send(new byte[] { 1 });
    }

    public void Mute(string name)
    {
        if (rooms.TryGetValue(name, out var room) && room.Connected) // expect: SOCK301 (guard-io)
            room.Send(new byte[] { 2 });
    }

    public int CountConnected()
    {
        return rooms.Values.Count(socket => socket.Connected); // expect: SOCK301
    }
}
