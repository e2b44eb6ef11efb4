// No finding by default: who runs at OnClosed depends on the command; one of them closes, the other does not.
using System;
using System.Net.Sockets;

namespace Commands
{
    interface ICommand
    {
        void OnClosed(Exception reason);
        void OnReceived(int count);
    }

    class Connection
    {
        readonly Socket socket;
        readonly byte[] buffer = new byte[4096];
        ICommand command;

        public Connection(Socket socket)
        {
            this.socket = socket;
        }

        public void Close()
        {
            socket.Close();
        }

        public void Start(ICommand command)
        {
            this.command = command;
            socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, null);
        }

        void OnReceive(IAsyncResult result)
        {
            // Whose command it is, nobody can tell from here: each decides what becomes of its connection.
            int count = socket.EndReceive(result);
            if (count == 0)
            {
                command.OnClosed(new Exception("closed by the peer"));
                return;
            }
            command.OnReceived(count);
            socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, null);
        }
    }

    class Query : ICommand
    {
        readonly Connection connection;

        public Query(Connection connection)
        {
            this.connection = connection;
        }

        public void OnClosed(Exception reason)
        {
            connection.Close();
        }

        public void OnReceived(int count)
        {
            Console.WriteLine(count);
        }
    }

    class Probe : ICommand
    {
        public void OnClosed(Exception reason)
        {
            Console.WriteLine(reason.Message);
        }

        public void OnReceived(int count)
        {
            Console.WriteLine(count);
        }
    }

    class Program
    {
        static void Main()
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect("localhost", 7);
            var connection = new Connection(socket);
            connection.Start(new Query(connection));
            connection.Start(new Probe());
            Console.ReadLine();
        }
    }
}
