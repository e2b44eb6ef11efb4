// The subscriber of Failed, which closes the transport.
using System;
using System.Net.Sockets;

namespace Kiosk.Net
{
    public class KioskSession
    {
        private readonly Transport _transport;

        public KioskSession(Socket accepted)
        {
            _transport = new Transport(accepted);
            _transport.Failed += OnTransportFailed;
            _transport.Receive();
        }

        private void OnTransportFailed(string reason)
        {
            Console.WriteLine("kiosk gone: " + reason);
            _transport.Close();
        }
    }
}
