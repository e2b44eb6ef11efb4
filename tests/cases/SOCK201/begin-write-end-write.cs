// The write timeout is set on a stream that is only written to by BeginWrite and EndWrite, which do not obey it.
using System;
using System.Net.Sockets;

public class PlotterSpool
{
    private readonly NetworkStream plotter;

    public PlotterSpool(NetworkStream plotter)
    {
        this.plotter = plotter;
        this.plotter.WriteTimeout = 30000; // expect: SOCK201
    }

    public void Plot(byte[] curve)
    {
        plotter.BeginWrite(curve, 0, curve.Length, OnPlotted, null);
    }

    private void OnPlotted(IAsyncResult ar)
    {
        plotter.EndWrite(ar);
        Console.WriteLine("curve plotted");
    }
}
