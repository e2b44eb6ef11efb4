// One condition asks for data and a good parse, and its else, which 0 takes too, closes: no finding.
using System;
using System.Net.Sockets;

public class ParkingMeter
{
    private readonly Socket meter;
    private readonly byte[] coins = new byte[10];

    public ParkingMeter(Socket meter)
    {
        this.meter = meter;
    }

    public void Arm()
    {
        meter.BeginReceive(coins, 0, coins.Length, SocketFlags.None, OnCoins, null);
    }

    private void OnCoins(IAsyncResult ar)
    {
        int n = meter.EndReceive(ar);
        if (n > 0 && TryBook(n))
            Arm();
        else
            meter.Close();
    }

    private bool TryBook(int n)
    {
        Console.WriteLine("{0} coins", n);
        return coins[0] != 0xff;
    }
}
