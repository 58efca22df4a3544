using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BlockedSites : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "BlockedSites",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    Host = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    BlockedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BlockedSites", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BlockedSites_Host",
                table: "BlockedSites",
                column: "Host",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BlockedSites");
        }
    }
}
