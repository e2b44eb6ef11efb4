// Decoding no byte gives an empty list, and an empty list closes the client: the test is implicit, no finding.
using System;
using System.Collections.Generic;
using System.Net.Sockets;

public class MidiOverTcp
{
    private readonly TcpClient keyboard;

    public MidiOverTcp(TcpClient keyboard)
    {
        this.keyboard = keyboard;
    }

    public void Play()
    {
        while (true)
        {
            List<byte> notes = ReadNotes();
            if (notes.Count == 0)
            {
                keyboard.Close();
                return;
            }

            Console.WriteLine("{0} notes", notes.Count);
        }
    }

    private List<byte> ReadNotes()
    {
        var raw = new byte[96];
        int n = keyboard.GetStream().Read(raw, 0, raw.Length);
        var notes = new List<byte>();
        for (int i = 0; i < n; i++)
            notes.Add(raw[i]);
        return notes;
    }
}
