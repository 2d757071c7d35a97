/** A foreign enterprise's application: it knows the connector's client jar, and its tests the local sandbox and the launcher. */
package com.example.shop;
