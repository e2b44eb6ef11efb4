// The flag is asked through the property of the other file, before sending.
using System.Collections.Generic;

namespace Casino
{
    public class Croupier
    {
        private readonly List<UserToken> players = new List<UserToken>();

        public void Seat(UserToken player)
        {
            players.Add(player);
        }

        public void Deal(byte[] card)
        {
            foreach (var player in players)
            {
                if (player.BaseSocket.Connected) // expect: SOCK301 (guard-io)
                    player.BaseSocket.Send(card);
            }
        }
    }
}
