// The count sizes a copy of the buffer, which for 0 is an empty copy put into the list; nobody closes: ignored.
using System;
using System.Collections.Generic;
using System.Net.Sockets;

public class SampleCollector
{
    private readonly List<byte[]> samples = new List<byte[]>();
    private readonly byte[] scratch = new byte[1024];

    public void Collect(Socket probe)
    {
        probe.BeginReceive(scratch, 0, scratch.Length, SocketFlags.None, OnSample, probe);
    }

    private void OnSample(IAsyncResult ar)
    {
        Socket probe = (Socket)ar.AsyncState;
        int count = probe.EndReceive(ar); // expect: SOCK101 (ignored)
        var copy = new byte[count];
        Array.Copy(scratch, copy, count);
        samples.Add(copy);
    }
}
